// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_arithmetic.h"

#include <QRegularExpression>

#include "tests/support/shown_numbers.h"

namespace pellucid::tests {
namespace {

using ui::ArithmeticRow;
using Kind = ArithmeticRow::Kind;

constexpr double kSmall = 5e-7;  // what floats may differ by in a difference of numbers around 1

class Checker {
 public:
  Checker(const PlainPass& pass, const ui::Place& place, int& checked)
      : m_pass(pass), m_place(place), m_layer(pass.sample.layers[place.layer]), m_checked(checked) {}

  void check(const ArithmeticRow& row) {
    if (row.kind == Kind::Heading) {
      m_section = row.text;
      m_parts.clear();
    } else if (m_place.isUnit()) {
      checkOfUnit(row);
    } else {
      checkOfWeight(row);
    }
  }
  const QStringList& found() const { return m_found; }

 private:
  std::size_t unit() const { return static_cast<std::size_t>(m_place.unit); }
  static double weight(const NaiveLayer& layer, std::size_t from, std::size_t to) {
    return layer.weight[from * layer.units + to];
  }
  /// In the flat vector of all parameters.
  std::size_t parameter() const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_place.layer; ++i)
      at += m_pass.sample.layers[i].weight.size() + m_pass.sample.layers[i].bias.size();
    if (m_place.isBias()) return at + m_layer.weight.size() + unit();
    return at + static_cast<std::size_t>(*m_place.from) * m_layer.units + unit();
  }

  void compare(const ArithmeticRow& row, const QString& shown, double value, double roundOff = kSmall) {
    ++m_checked;
    if (!isRounded(shown, value, roundOff))
      m_found << QStringLiteral("arithmetic, \"%1\" in \"%2\": shown as %3, and is %4")
                     .arg(row.text, m_section, shown)
                     .arg(value, 0, 'g', 9);
  }
  /// A part of a sum: its last digit may have been moved so that the parts add up.
  void comparePart(const ArithmeticRow& row, double value) {
    m_parts << row.value;
    ++m_checked;
    const auto shown = numberOf(row.value);
    if (!shown || std::abs(*shown - value) > 1.51 * unitOf(row.value) + kSmall)
      m_found << QStringLiteral("arithmetic, \"%1\" in \"%2\": shown as %3, and is %4")
                     .arg(row.text, m_section, row.value)
                     .arg(value, 0, 'g', 9);
  }
  /// The parts add up to the total to the last digit.
  void compareSum(const ArithmeticRow& row, double total) {
    compare(row, row.value, total);
    double sum = 0;
    for (const QString& part : m_parts) sum += numberOf(part).value_or(NAN);
    if (!(std::abs(sum - numberOf(row.value).value_or(NAN)) < 0.01 * unitOf(row.value)))
      m_found << QStringLiteral("arithmetic, \"%1\" in \"%2\": %3 is not the sum of %4")
                     .arg(row.text, m_section, row.value, m_parts.join(QStringLiteral(" and ")));
  }
  /// "2   0.5 · −1.25": the two numbers.
  void compareFactors(const ArithmeticRow& row, double first, double second) {
    static const QRegularExpression kFactors(QStringLiteral("(\\S+) · (\\S+)$"));
    const auto match = kFactors.match(row.text);
    if (!match.hasMatch()) return void(m_found << QStringLiteral("no factors in \"%1\"").arg(row.text));
    compare(row, match.captured(1), first);
    compare(row, match.captured(2), second);
    comparePart(row, first * second);
  }

  /// Σ w·delta over the layer above; nothing at the output.
  std::optional<double> slopeByA() const {
    if (m_place.layer + 1 == m_pass.sample.layers.size()) return std::nullopt;
    const NaiveLayer& above = m_pass.sample.layers[m_place.layer + 1];
    double sum = 0;
    for (std::size_t o = 0; o < above.units; ++o) sum += weight(above, unit(), o) * above.delta[0][o];
    return sum;
  }

  void checkOfUnit(const ArithmeticRow& row) {
    const double z = m_layer.z[0][unit()];
    const double a = m_layer.a[0][unit()];
    const bool isSum = m_section.startsWith(QStringLiteral("z = Σ"));
    if (row.kind == Kind::Note) return;
    if (row.text.contains("smaller term")) {
      m_parts << row.value;  // what they are follows from the others
    } else if (isSum && row.kind == Kind::Result) {
      compareSum(row, z);
    } else if (isSum && row.place && row.place->isBias()) {
      comparePart(row, m_layer.bias[unit()]);
    } else if (isSum) {
      const auto from = static_cast<std::size_t>(*row.place->from);
      compareFactors(row, weight(m_layer, from, unit()), m_layer.x[0][from]);
    } else if (row.text == "e^z") {
      compare(row, row.value, std::exp(z));
    } else if (row.text == QStringLiteral("Σ e^z")) {
      double sum = 0;
      for (const double each : m_layer.z[0]) sum += std::exp(each);
      compare(row, row.value, sum);
    } else if (row.text == "a") {
      compare(row, row.value, a);
    } else if (m_section.startsWith("Outputs")) {
      checkOutput(row);
    } else if (row.text.contains("f'(z)")) {
      const auto byA = m_pass.hasTarget ? slopeByA() : std::nullopt;
      if (byA && std::abs(*byA) > 1e-3) compare(row, row.value, m_layer.delta[0][unit()] / *byA, 1e-4);
    } else if (row.text == "delta") {
      compare(row, row.value, m_layer.delta[0][unit()]);
    } else if (row.text.startsWith("dL/da")) {
      compareSum(row, slopeByA().value_or(NAN));
    } else if (m_section.startsWith("delta") && row.place) {
      const auto to = static_cast<std::size_t>(row.place->unit);
      const NaiveLayer& above = m_pass.sample.layers[m_place.layer + 1];
      compareFactors(row, weight(above, unit(), to), above.delta[0][to]);
    }
  }

  void checkOutput(const ArithmeticRow& row) {
    static const QRegularExpression kRow(QStringLiteral("   a (\\S+), target (\\S+)$"));
    static const QRegularExpression kLogarithm(QStringLiteral("−ln (\\S+)$"));
    if (row.kind == Kind::Result) {
      compare(row, row.value, m_pass.loss, 2e-6);
      if (const auto match = kLogarithm.match(row.text); match.hasMatch()) {
        const double of = std::exp(-m_pass.loss);
        compare(row, match.captured(1), of);
      }
      return;
    }
    const auto output = static_cast<std::size_t>(row.place->unit);
    if (!m_pass.hasTarget) return compare(row, row.value.mid(2), m_layer.a[0][output]);
    const auto match = kRow.match(row.text);
    if (!match.hasMatch()) return void(m_found << QStringLiteral("no target in \"%1\"").arg(row.text));
    compare(row, match.captured(1), m_layer.a[0][output]);
    compare(row, match.captured(2), m_pass.target[output]);
    compare(row, row.value.section(QLatin1Char(' '), -1), m_layer.delta[0][output]);
  }

  void checkOfWeight(const ArithmeticRow& row) {
    const std::size_t at = parameter();
    const double x = m_place.isBias() ? 1 : m_layer.x[0][static_cast<std::size_t>(*m_place.from)];
    const double now = m_pass.sample.parameters()[at];
    if (row.text == "weight w" || row.text == "bias b") compare(row, row.value, now);
    if (row.kind == Kind::Note) return;
    if (m_pass.hasTarget) {
      if (row.text.startsWith("delta of")) compare(row, row.value, m_layer.delta[0][unit()]);
      if (row.text.startsWith("a of")) compare(row, row.value, x);
      if (row.text == "of this sample") compare(row, row.value, m_layer.delta[0][unit()] * x);
    }
    if (row.text.startsWith("mean of the batch") && m_pass.batchGradient)
      compare(row, row.value, (*m_pass.batchGradient)[at]);
    if (!m_pass.after) return;
    if (row.text == "before") comparePart(row, now);
    if (row.text == "change") comparePart(row, (*m_pass.after)[at] - now);
    if (row.text == "after") compareSum(row, (*m_pass.after)[at]);
  }

  const PlainPass& m_pass;
  const ui::Place& m_place;
  const NaiveLayer& m_layer;
  int& m_checked;
  QString m_section;
  QStringList m_parts;  ///< of the sum that is being read
  QStringList m_found;
};

}  // namespace

QStringList wrongRows(const std::vector<ui::ArithmeticRow>& rows, const PlainPass& pass,
                      const ui::Place& place, int& checked) {
  Checker checker(pass, place, checked);
  for (const ui::ArithmeticRow& row : rows) checker.check(row);
  return checker.found();
}

}  // namespace pellucid::tests
