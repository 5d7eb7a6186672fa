// SPDX-License-Identifier: GPL-3.0-or-later
// How a unit's value comes about: z = Σ w·a + b, with the largest terms one by one and the sum of the rest.
#pragma once

#include <QPainter>
#include <optional>
#include <vector>

#include "ui/run/moment.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

using engine::Index;

struct UnitTerm {
  Index from = 0;
  double weight = 0;
  double value = 0;  ///< a of the source unit (or input)
  double product() const { return weight * value; }
};

struct UnitTerms {
  std::vector<UnitTerm> largest;  ///< by |w·a|, largest first
  std::size_t others = 0;         ///< number of remaining terms
  double othersSum = 0;
  double bias = 0;
  double z = 0;
  double a = 0;
};

/// At most `most` terms individually. None for layers that are not dense.
std::optional<UnitTerms> unitTerms(const Moment& moment, std::size_t layer, Index unit, std::size_t most);

/// One line of the sum: its label, how it comes about, and the number that is added.
struct UnitTermLine {
  QString name;
  QString working;
  QString number;
};

/// The terms, then z as their sum in the digits shown, and a.
std::vector<UnitTermLine> unitTermLines(const UnitTerms& terms, const Moment& moment, std::size_t layer);

/// As a column of sums in a card to the left of `anchor`, inside `bounds`.
void paintUnitTerms(QPainter& painter, const UnitTerms& terms, const Moment& moment, std::size_t layer,
                    QPointF anchor, const QRectF& bounds, const Theme& theme);

}  // namespace pellucid::ui
