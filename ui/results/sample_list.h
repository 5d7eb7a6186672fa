// SPDX-License-Identifier: GPL-3.0-or-later
// Samples side by side, each with its picture, its number and the network's answer. Arrow keys move along
// them, and Enter or a double click requests one. Lives on the window's thread.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <vector>

#include "ui/results/results.h"

namespace pellucid::ui {

class SampleListModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    kSample = Qt::UserRole,  ///< its number
    kFigure,                 ///< how sure the network is, or the loss
    kIsWrong,                ///< invalid for numeric answers
    kIsShown,                ///< whether it flows through the network
    kWords,                  ///< instead of a picture, where the data are not images
    kVerdict,                ///< "is 4, says 9"
  };

  /// The reference must outlive it.
  explicit SampleListModel(const Results& results);

  /// Shows samples of the newest look.
  void show(std::vector<engine::Index> samples);
  void refreshShown();
  engine::Index sampleAt(int row) const { return m_samples[static_cast<std::size_t>(row)]; }
  const std::vector<engine::Index>& samples() const { return m_samples; }
  bool hasPictures() const;
  /// The longest possible verdict on these data; an estimate for numeric answers, and before there are
  /// samples.
  QString longestVerdict() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  const Results& m_results;
  LookPtr m_look;  ///< the look that the samples belong to
  std::vector<engine::Index> m_samples;
};

class SampleList : public QListView {
  Q_OBJECT

 public:
  /// Two lines below each picture if verdicts are wanted, otherwise one.
  SampleList(SampleListModel& model, bool hasVerdicts);

  QSize itemSize() const;
  /// As many rows of pictures as there is room for, at least one.
  QSize minimumSizeHint() const override;

 signals:
  void wanted(engine::Index sample);

 protected:
  void focusInEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  friend class SampleDelegate;
  SampleListModel& m_model;
  bool m_hasVerdicts;
};

}  // namespace pellucid::ui
