// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that excite a unit most, side by side, the strongest first, each with the unit's output, its
// class and the network's answer; for a map, with the window that the place looks at. Arrow keys move along
// them, Enter or a double click requests one. Lives on the window's thread.
#pragma once

#include <QAbstractListModel>
#include <QListView>

#include "ui/units/units.h"

namespace pellucid::ui {

class ExcitationModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    kValue = Qt::UserRole,  ///< "a = 3.21"
    kVerdict,               ///< "is 4, says 9"
    kIsWrong,               ///< invalid for numeric answers
    kIsShown,               ///< whether it flows through the network
    kWords,                 ///< instead of a picture, where the data are not images
    kWindow,                ///< a QRect in pixels; invalid where the unit looks at the whole image
  };

  /// The reference must outlive it.
  explicit ExcitationModel(const Units& units);

  /// For the chosen unit in the newest look.
  void refresh();
  void refreshShown();
  bool hasPictures() const;
  const engine::Excitation& at(int row) const { return m_strongest[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  const Units& m_units;
  UnitLookPtr m_look;
  MomentPtr m_moment;
  std::vector<engine::Excitation> m_strongest;
};

class ExcitationList : public QListView {
  Q_OBJECT

 public:
  explicit ExcitationList(ExcitationModel& model);
  QSize itemSize() const;
  QSize minimumSizeHint() const override { return {300, 200}; }

 signals:
  void wanted(engine::Index sample);

 protected:
  void focusInEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  ExcitationModel& m_model;
};

}  // namespace pellucid::ui
