// SPDX-License-Identifier: GPL-3.0-or-later
// Font sizes in one place, so that they all can grow together.
#pragma once

#include <QFont>

namespace pellucid::ui {

enum class TypeSize {
  Least,    ///< a number squeezed into its unit
  Tiny,     ///< ranges above edges
  Small,    ///< captions, numbers on edges, legends
  Body,     ///< reading text: cards, tables of terms
  Heading,  ///< the name of a card
  Large,    ///< numbers inside large units
  Largest,  ///< numbers in a unit that fills the stage
  Figure,   ///< the one number that a class must see from the back row
};

/// Points at the usual scale.
inline double pointsOf(TypeSize size) {
  switch (size) {
    case TypeSize::Least:
      return 6;
    case TypeSize::Tiny:
      return 8;
    case TypeSize::Small:
      return 8.5;
    case TypeSize::Body:
      return 9;
    case TypeSize::Heading:
      return 9.5;
    case TypeSize::Large:
      return 12;
    case TypeSize::Largest:
      return 16;
    case TypeSize::Figure:
      break;
  }
  return 17;
}

/// `from` at a size that follows from geometry, such as that of a number in its unit.
inline QFont scaledFont(QFont from, double points, bool isBold = false) {
  from.setPointSizeF(points);
  from.setBold(isBold);
  return from;
}

inline QFont typeFont(const QFont& from, TypeSize size, bool isBold = false) {
  return scaledFont(from, pointsOf(size), isBold);
}

/// A little smaller than its surroundings: marks and captions beside a plot.
inline QFont smallerFont(QFont from) {
  from.setPointSizeF(from.pointSizeF() * 0.9);
  return from;
}

}  // namespace pellucid::ui
