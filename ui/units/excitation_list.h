// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that excite a unit most, side by side, the strongest first, each with what the unit gives, what
// it is and what the network says; of a map with the window that the place looks at. Arrow keys walk them,
// Enter or a double click asks for one. Lives on the window's thread.
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
    kIsWrong,               ///< invalid where the answers are numbers
    kIsShown,               ///< it flows through the network
    kWords,                 ///< in place of a picture, where the data are no images
    kWindow,                ///< a QRect in pixels; invalid where the unit looks at the whole image
  };

  /// The reference must outlive it.
  explicit ExcitationModel(const Units& units);

  /// Of the chosen unit in the newest look.
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
