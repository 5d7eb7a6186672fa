// SPDX-License-Identifier: GPL-3.0-or-later
// A few numbers of samples per class, each in a field of its own. Lives on the window's thread.
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
  /// By the user.
  void edited();

 private:
  void make();
  void add();

  std::vector<engine::Index> m_counts;
  QWidget* m_fields = nullptr;
};

/// The next one that a user may like: of 1, 2, 5, 10, 20, … the first above all that there are.
engine::Index nextCount(const std::vector<engine::Index>& counts);

}  // namespace pellucid::ui
