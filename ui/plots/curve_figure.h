// SPDX-License-Identifier: GPL-3.0-or-later
// The curves as drawn, as a value from which a picture can be made on any thread.
#pragma once

#include <QColor>
#include <QImage>
#include <QString>
#include <QVector>
#include <vector>

#include "ui/theme/theme.h"

class QCustomPlot;

namespace pellucid::ui {

struct CurveFigure {
  struct Axis {
    QString label;
    double lower = 0;
    double upper = 1;
    bool isLogarithmic = false;
    QVector<double> ticks;
    QVector<QString> names;  ///< of the ticks
  };
  /// Points from left to right; NaN is a gap.
  struct Line {
    QVector<double> x;
    QVector<double> y;
    QColor colour;
    double width = 1;
  };
  struct Band {
    QVector<double> x;
    QVector<double> lower;
    QVector<double> upper;
    QColor colour;
  };
  Axis x;
  Axis y;
  std::vector<Band> bands;
  std::vector<Line> lines;
};

struct CurveFigures {
  struct Name {
    QString text;
    QColor colour;
  };
  std::vector<CurveFigure> plots;  ///< side by side
  std::vector<Name> names;         ///< below them
  Theme theme;
};

/// What the plot shows since its last replot.
CurveFigure figureOf(const QCustomPlot& plot);
/// An SVG 1.1 drawing.
QByteArray svgOf(const CurveFigures& figures);
/// The same as an image, with two pixels per unit of the drawing.
QImage imageOf(const CurveFigures& figures);

}  // namespace pellucid::ui
