// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of the classes in one line, as many as fit. GUI thread.
#pragma once

#include <QWidget>

#include "engine/data/dataset.h"

namespace pellucid::ui {

class ClassLegend : public QWidget {
  Q_OBJECT

 public:
  explicit ClassLegend(QWidget* parent = nullptr);

  /// Null, and data without classes, show none.
  void setData(const engine::DatasetPtr& dataset);
  /// The number of classes that fit.
  int shownClasses() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {40, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  double entryWidth(std::size_t c) const;

  engine::DatasetPtr m_dataset;
};

}  // namespace pellucid::ui
