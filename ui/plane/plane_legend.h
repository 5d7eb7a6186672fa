// SPDX-License-Identifier: GPL-3.0-or-later
// What the colours and marks of the plane mean, shown beside it, where it covers nothing.
#pragma once

#include <QColor>
#include <QWidget>
#include <vector>

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

struct LegendEntry {
  enum class Mark { Filled, Hollow, Ringed, Line, Stick, Band, Scale };
  Mark mark = Mark::Filled;
  QColor colour;
  QString text;  ///< for a scale, the value of its left end
  QString end = {};
  std::vector<QColor> scale = {};  ///< from left to right
  friend bool operator==(const LegendEntry&, const LegendEntry&) = default;
};

/// The entries for a picture with this meaning; `isCurve` where there is one input, `isFolded` in a layer.
std::vector<LegendEntry> legendOf(const engine::Dataset& dataset, const PlaneMeaning& meaning, bool isCurve,
                                  bool isFolded, bool hasTest, const Theme& theme);

class PlaneLegend : public QWidget {
  Q_OBJECT

 public:
  explicit PlaneLegend(QWidget* parent = nullptr);
  void setEntries(const QString& heading, std::vector<LegendEntry> entries);
  const QString& heading() const { return m_heading; }
  const std::vector<LegendEntry>& entries() const { return m_entries; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int rowHeight() const;

  QString m_heading;
  std::vector<LegendEntry> m_entries;
};

}  // namespace pellucid::ui
