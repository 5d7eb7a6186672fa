// SPDX-License-Identifier: GPL-3.0-or-later
// A formula of x and y, as typed by a learner: "2 sin(x) + 1", "x^2/4 - 1". Total: every text is either read
// or refused with a reason, and every x and y give a number, which can be infinite or NaN.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pellucid::engine {

class Formula {
 public:
  /// + − × ÷ (or * and /), ^ (right-associative), parentheses, x and y, pi and e, numbers with a decimal
  /// point, and sin, cos, tan, exp, log, abs, sqrt, tanh with an argument in parentheses. × can be omitted.
  /// `hasY` says whether y is allowed. The error says what was not understood.
  static Result<Formula> parse(std::string_view text, bool hasY);

  double at(double x, double y = 0) const;

 private:
  struct Node;
  explicit Formula(std::shared_ptr<const Node> root) : m_root(std::move(root)) {}
  friend class FormulaReader;
  static double value(const Node& node, double x, double y);

  std::shared_ptr<const Node> m_root;
};

}  // namespace pellucid::engine
