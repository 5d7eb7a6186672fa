// SPDX-License-Identifier: GPL-3.0-or-later
// A formula that a learner types, of x and y: "2 sin(x) + 1", "x^2/4 - 1". Total: every text is either read
// or refused with a reason, and every value of x and y gives a number, which may be infinite or no number.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pellucid::engine {

class Formula {
 public:
  /// + − × ÷ (or * and /), ^ (from right to left), parentheses, x and y, pi and e, numbers with a point, and
  /// sin, cos, tan, exp, log, abs, sqrt, tanh of what stands in parentheses. A product may leave × out.
  /// `hasY` says whether y may stand in it. The error tells what was not understood.
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
