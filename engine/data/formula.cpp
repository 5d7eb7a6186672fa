// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/formula.h"

#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "engine/base/numbers.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kMostText = 200;
constexpr int kMostDepth = 50;

using Function = double (*)(double);
constexpr std::array<std::pair<std::string_view, Function>, 8> kFunctions = {{
    {"sin", [](double x) { return std::sin(x); }},
    {"cos", [](double x) { return std::cos(x); }},
    {"tan", [](double x) { return std::tan(x); }},
    {"exp", [](double x) { return std::exp(x); }},
    {"log", [](double x) { return std::log(x); }},
    {"abs", [](double x) { return std::abs(x); }},
    {"sqrt", [](double x) { return std::sqrt(x); }},
    {"tanh", [](double x) { return std::tanh(x); }},
}};

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isNumeral(char c) {
  return (c >= '0' && c <= '9') || c == '.';
}

/// Replaces signs that people type by those that are read here.
std::string plainSigns(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 6> kSigns = {
      {{"−", '-'}, {"–", '-'}, {"×", '*'}, {"·", '*'}, {"÷", '/'}, {"π", 'p'}}};
  std::string plain;
  while (!text.empty()) {
    bool isSign = false;
    for (const auto& [sign, meaning] : kSigns)
      if (text.starts_with(sign)) {
        plain += meaning == 'p' ? std::string("pi") : std::string(1, meaning);
        text.remove_prefix(sign.size());
        isSign = true;
        break;
      }
    if (isSign) continue;
    plain += text.front();
    text.remove_prefix(1);
  }
  return plain;
}

}  // namespace

struct Formula::Node {
  enum class Kind { Number, X, Y, Negative, Function, Sum, Difference, Product, Quotient, Power };
  Kind kind = Kind::Number;
  double number = 0;
  engine::Function function = nullptr;
  std::shared_ptr<const Node> left = nullptr;
  std::shared_ptr<const Node> right = nullptr;
};

/// Recursive descent: sum of products of signed powers.
class FormulaReader {
 public:
  FormulaReader(std::string_view text, bool hasY) : m_text(text), m_hasY(hasY) {}

  Result<Formula> read() {
    auto root = sum();
    if (root && !peek().empty()) return misread(peek());
    if (!root) return *m_problem;
    return Formula(std::move(root));
  }

 private:
  using Node = Formula::Node;
  using Kind = Node::Kind;
  using Ptr = std::shared_ptr<const Node>;

  static Ptr node(Kind kind, Ptr left, Ptr right = nullptr) {
    return std::make_shared<const Node>(
        Node{.kind = kind, .left = std::move(left), .right = std::move(right)});
  }
  static Error misread(std::string_view rest) {
    return {message("\"{:.20}\" is not understood here. A formula is written as in 2 sin(x) + 1.", rest)};
  }
  Ptr fail(Error error) {
    if (!m_problem) m_problem = std::move(error);
    return nullptr;
  }

  std::string_view peek() {
    while (!m_text.empty() && (m_text.front() == ' ' || m_text.front() == '\t')) m_text.remove_prefix(1);
    return m_text;
  }
  bool take(char sign) {
    if (peek().empty() || m_text.front() != sign) return false;
    m_text.remove_prefix(1);
    return true;
  }

  Ptr sum() {
    if (++m_depth > kMostDepth) return fail({message("The formula has too many parentheses in each other.")});
    Ptr left = product();
    while (left) {
      const bool isSum = take('+');
      if (!isSum && !take('-')) break;
      Ptr right = product();
      left = right ? node(isSum ? Kind::Sum : Kind::Difference, left, right) : nullptr;
    }
    --m_depth;
    return left;
  }

  Ptr product() {
    Ptr left = signedPower();
    while (left) {
      const bool isQuotient = take('/');
      const bool isProduct = !isQuotient && take('*');
      const bool isBare = !isQuotient && !isProduct && !peek().empty() &&
                          (isLetter(m_text.front()) || isNumeral(m_text.front()) || m_text.front() == '(');
      if (!isQuotient && !isProduct && !isBare) break;
      Ptr right = isBare ? power() : signedPower();
      left = right ? node(isQuotient ? Kind::Quotient : Kind::Product, left, right) : nullptr;
    }
    return left;
  }

  Ptr signedPower() {
    bool isNegative = false;
    for (;;) {
      if (take('-'))
        isNegative = !isNegative;
      else if (!take('+'))
        break;
    }
    Ptr inner = power();
    return inner && isNegative ? node(Kind::Negative, inner) : inner;
  }

  Ptr power() {
    Ptr base = atom();
    if (!base || !take('^')) return base;
    if (++m_depth > kMostDepth) return fail({message("The formula has too many powers in each other.")});
    Ptr exponent = signedPower();
    --m_depth;
    return exponent ? node(Kind::Power, base, exponent) : nullptr;
  }

  Ptr atom() {
    const std::string_view rest = peek();
    if (rest.empty()) return fail({message("The formula ends too early. Write one as in 2 sin(x) + 1.")});
    if (take('(')) {
      Ptr inner = sum();
      if (inner && !take(')')) return fail({message("A parenthesis is not closed.")});
      return inner;
    }
    std::size_t length = 0;
    if (isNumeral(rest.front())) {
      while (length < rest.size() && isNumeral(rest[length])) ++length;
      const auto number = parseNumber<double>(rest.substr(0, length));
      if (!number) return fail(misread(rest));
      m_text.remove_prefix(length);
      return std::make_shared<const Node>(Node{.kind = Kind::Number, .number = *number});
    }
    while (length < rest.size() && isLetter(rest[length])) ++length;
    return length == 0 ? fail(misread(rest)) : word(rest.substr(0, length));
  }

  Ptr word(std::string_view word) {
    const auto number = [](double value) {
      return std::make_shared<const Node>(Node{.kind = Kind::Number, .number = value});
    };
    const std::string_view rest = m_text;
    m_text.remove_prefix(word.size());
    if (word == "x") return node(Kind::X, nullptr);
    if (word == "y" && m_hasY) return node(Kind::Y, nullptr);
    if (word == "y")
      return fail({message("The boundary is a formula of x alone; y is what it is compared with.")});
    if (word == "pi") return number(std::numbers::pi);
    if (word == "e" && !m_text.empty() && isNumeral(m_text.front())) return fail(misread(rest));  // 1e3
    if (word == "e") return number(std::numbers::e);
    for (const auto& [name, function] : kFunctions)
      if (word == name) {
        if (!take('(')) return fail({message("{} needs parentheses, as in {}(x).", word, word)});
        Ptr inner = sum();
        if (inner && !take(')')) return fail({message("A parenthesis is not closed.")});
        if (!inner) return nullptr;
        return std::make_shared<const Node>(
            Node{.kind = Kind::Function, .function = function, .left = std::move(inner)});
      }
    if (m_hasY)
      return fail(
          {message("\"{:.20}\" is not known. There are x, y, pi, e, sin, cos, tan, exp, log, abs, sqrt and "
                   "tanh.",
                   word)});
    return fail(
        {message("\"{:.20}\" is not known. There are x, pi, e, sin, cos, tan, exp, log, abs, sqrt and "
                 "tanh.",
                 word)});
  }

  std::string_view m_text;
  bool m_hasY;
  int m_depth = 0;
  std::optional<Error> m_problem;
};

Result<Formula> Formula::parse(std::string_view text, bool hasY) {
  if (text.size() > kMostText)
    return Error{message("The formula has {} characters; it can have at most {}.", text.size(), kMostText)};
  const std::string plain = plainSigns(text);
  return FormulaReader(plain, hasY).read();
}

double Formula::at(double x, double y) const {
  return value(*m_root, x, y);
}

double Formula::value(const Node& node, double x, double y) {
  const auto left = [&] { return value(*node.left, x, y); };
  const auto right = [&] { return value(*node.right, x, y); };
  switch (node.kind) {
    case Node::Kind::Number:
      return node.number;
    case Node::Kind::X:
      return x;
    case Node::Kind::Y:
      return y;
    case Node::Kind::Negative:
      return -left();
    case Node::Kind::Function:
      return node.function(left());
    case Node::Kind::Sum:
      return left() + right();
    case Node::Kind::Difference:
      return left() - right();
    case Node::Kind::Product:
      return left() * right();
    case Node::Kind::Quotient:
      return left() / right();
    case Node::Kind::Power:
      return std::pow(left(), right());
  }
  return 0;
}

}  // namespace pellucid::engine
