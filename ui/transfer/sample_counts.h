// SPDX-License-Identifier: GPL-3.0-or-later
// Several numbers of samples per class, each in its own field. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::ui {

class SampleCounts : public QWidget {
  Q_OBJECT

 public:
  explicit SampleCounts(QWidget* parent = nullptr);

  /// Each from 1 to kMaxSamplesPerClass.
  void setCounts(const std::vector<engine::Index>& counts);
  const std::vector<engine::Index>& counts() const { return m_counts; }

 signals:
  /// By the user only.
  void edited();

 private:
  void make();
  void add();

  std::vector<engine::Index> m_counts;
  QWidget* m_fields = nullptr;
};

/// The next suggestion: the first of 1, 2, 5, 10, 20, … above all existing ones.
engine::Index nextCount(const std::vector<engine::Index>& counts);

}  // namespace pellucid::ui
