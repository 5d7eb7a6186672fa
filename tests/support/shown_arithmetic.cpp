// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shown_arithmetic.h"

#include <QRegularExpression>
#include <algorithm>

#include "tests/support/shown_numbers.h"

namespace pellucid::tests {
namespace {

using ui::ArithmeticRow;
using Kind = ArithmeticRow::Kind;

constexpr double kSmall = 5e-7;  // what floats may differ by in a difference of values around 1

class Checker {
 public:
  Checker(const PlainPass& pass, const ui::Place& place, int& checked)
      : m_pass(pass), m_place(place), m_stage(pass.pass.stages[place.layer]), m_checked(checked) {}

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
  /// The map it belongs to; in other layers, the unit.
  std::size_t channel() const { return unit() / (m_stage.out.height * m_stage.out.width); }
  bool hasActivation() const { return !m_stage.z.empty(); }
  double delta() const { return m_pass.delta(m_place.layer)[unit()]; }
  /// The output before its activation.
  double total() const {
    return (hasActivation() ? m_pass.z(m_place.layer) : m_pass.a(m_place.layer))[unit()];
  }
  /// The layer with one sample only.
  NaiveStage alone(const Numbers& x) const {
    NaiveStage stage = m_stage;
    stage.x = {x};
    return stage;
  }
  /// 1 for this output, 0 for the others.
  Numbers only(std::size_t output) const {
    Numbers of(m_stage.out.size(), 0);
    of[output] = 1;
    return of;
  }
  /// Its index in the flat vector of all parameters.
  std::size_t parameter() const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_place.layer; ++i) {
      const NaiveStage& below = m_pass.pass.stages[i];
      at += below.weight.size() + below.bias.size() + below.mean.size() + below.variance.size();
    }
    if (m_place.isBias()) return at + m_stage.weight.size() + channel();
    return at + weightIndex();
  }
  /// The index of the chosen weight in its layer; a dense layer has one for each input and unit, a
  /// convolution one for each place of its window, channel by channel, and filter.
  std::size_t weightIndex() const {
    const auto from = static_cast<std::size_t>(*m_place.from);
    const auto outputs = static_cast<std::size_t>(m_stage.spec.units);
    if (m_stage.spec.kind == engine::LayerKind::Dense) return from * outputs + unit();
    // The one whose gradient is not 0 when only this output counts and only this input is not 0.
    Numbers x(m_stage.in.size(), 0);
    x[from] = 1;
    const Numbers gradient = alone(x).backward({only(unit())}).weight;
    return static_cast<std::size_t>(std::max_element(gradient.begin(), gradient.end()) - gradient.begin());
  }

  void compare(const ArithmeticRow& row, const QString& shown, double value, double roundOff = kSmall) {
    ++m_checked;
    if (!isRounded(shown, value, roundOff))
      m_found << QStringLiteral("arithmetic, \"%1\" in \"%2\": shown as %3, and is %4")
                     .arg(row.text, m_section, shown)
                     .arg(value, 0, 'g', 9);
  }
  /// A part of a sum: its last digit may have been adjusted so that the parts add up.
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

  /// Whether a layer above passes the gradient back unit by unit.
  bool hasAbove() const {
    const std::size_t above = m_place.layer + 1;
    if (above == m_pass.pass.stages.size()) return false;
    const NaiveStage& stage = m_pass.pass.stages[above];
    return !(stage.spec.kind == engine::LayerKind::BatchNorm && stage.isTraining);
  }
  /// dl/da: the sum of what the outputs above pass back to the unit.
  double slopeByA() const {
    const std::size_t above = m_place.layer + 1;
    const Numbers deltas = m_pass.delta(above);
    double sum = 0;
    for (std::size_t o = 0; o < deltas.size(); ++o)
      if (deltas[o] != 0) sum += m_pass.pass.stages[above].factors(m_pass.column, o)[unit()] * deltas[o];
    return sum;
  }

  /// The input that a row of the forward sum is about, if it says so.
  std::optional<std::size_t> inputOf(const ArithmeticRow& row) const {
    const bool isOneToOne =
        m_stage.in.size() == m_stage.out.size() && !engine::needsImages(m_stage.spec.kind);
    if (m_stage.spec.kind != engine::LayerKind::Dense && isOneToOne) return unit();
    if (!row.place) return std::nullopt;
    return static_cast<std::size_t>(row.place->from.value_or(row.place->unit));
  }
  void checkForwardTerm(const ArithmeticRow& row) {
    const auto from = inputOf(row);
    if (!from) return void(m_parts << row.value);
    if (m_stage.spec.kind == engine::LayerKind::BatchNorm)
      return compareFactors(row, m_stage.weight[channel()], m_stage.normalised()[m_pass.column][unit()]);
    compareFactors(row, m_stage.factors(m_pass.column, unit())[*from], m_pass.x(m_place.layer)[*from]);
  }

  void checkOfUnit(const ArithmeticRow& row) {
    const std::size_t layer = m_place.layer;
    const bool isForward =
        m_section.startsWith(QStringLiteral("z = ")) || m_section.startsWith(QStringLiteral("a = x")) ||
        m_section.startsWith(QStringLiteral("a = the ")) || m_section.startsWith(QStringLiteral("dropped")) ||
        m_section.startsWith(QStringLiteral("kept"));
    if (row.kind == Kind::Note) {
      // Inputs of a max pool's window that did not win.
      if (isForward && row.place && !row.value.isEmpty())
        compare(row, row.value, m_pass.x(layer)[static_cast<std::size_t>(row.place->unit)]);
      return;
    }
    if (row.text.contains("smaller term")) {
      m_parts << row.value;  // their sum follows from the other parts
    } else if (isForward && row.kind == Kind::Result) {
      compareSum(row, total());
    } else if (isForward && row.text == "bias b") {
      comparePart(row, m_stage.bias[channel()]);
    } else if (isForward) {
      checkForwardTerm(row);
    } else if (row.text == "e^z") {
      compare(row, row.value, std::exp(total()));
    } else if (row.text == QStringLiteral("Σ e^z")) {
      double sum = 0;
      for (const double each : m_pass.z(layer)) sum += std::exp(each);
      compare(row, row.value, sum);
    } else if (row.text == "a") {
      compare(row, row.value, m_pass.a(layer)[unit()]);
    } else if (m_section.startsWith("Outputs")) {
      checkOutput(row);
    } else if (row.text.contains("f'(z)")) {
      if (!m_pass.hasTarget || !hasAbove()) return;
      if (const double byA = slopeByA(); std::abs(byA) > 1e-3) compare(row, row.value, delta() / byA, 1e-4);
    } else if (row.text == "delta") {
      compare(row, row.value, delta());
    } else if (row.text.startsWith("dL/da")) {
      compareSum(row, slopeByA());
    } else if (m_section.startsWith("delta") && row.place) {
      const auto to = static_cast<std::size_t>(row.place->unit);
      compareFactors(row, m_pass.pass.stages[layer + 1].factors(m_pass.column, to)[unit()],
                     m_pass.delta(layer + 1)[to]);
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
    const double a = m_pass.a(m_place.layer)[output];
    if (!m_pass.hasTarget) return compare(row, row.value.mid(2), a);
    const auto match = kRow.match(row.text);
    if (!match.hasMatch()) return void(m_found << QStringLiteral("no target in \"%1\"").arg(row.text));
    compare(row, match.captured(1), a);
    compare(row, match.captured(2), m_pass.target[output]);
    compare(row, row.value.section(QLatin1Char(' '), -1), m_pass.delta(m_place.layer)[output]);
  }

  /// The weight's gradient for the sample alone: the sum over all places where it is used.
  double ownGradient() const {
    const NaiveGradients d = alone(m_pass.x(m_place.layer)).backward({m_pass.delta(m_place.layer)});
    return m_place.isBias() ? d.bias[channel()] : d.weight[weightIndex()];
  }

  void checkOfWeight(const ArithmeticRow& row) {
    const std::size_t at = parameter();
    const bool isShared = m_stage.spec.kind == engine::LayerKind::Conv2d;
    const double x = m_place.isBias() ? 1 : m_pass.x(m_place.layer)[static_cast<std::size_t>(*m_place.from)];
    const double now = m_pass.pass.parameters()[at];
    if (row.text == "weight w" || row.text == "bias b") compare(row, row.value, now);
    if (row.kind == Kind::Note) return;
    if (m_pass.hasTarget) {
      if (row.text.startsWith("delta of")) compare(row, row.value, delta());
      if (row.text.startsWith("a of")) compare(row, row.value, x);
      if (row.text == "of this sample")
        isShared ? compareSum(row, ownGradient()) : compare(row, row.value, ownGradient());
      if (isShared && m_section.endsWith("over the map") && row.kind == Kind::Term) checkSharedTerm(row);
    }
    if (row.text.startsWith("mean of the batch") && m_pass.batchGradient)
      compare(row, row.value, (*m_pass.batchGradient)[at]);
    if (!m_pass.after) return;
    if (row.text == "before") comparePart(row, now);
    if (row.text == "change") comparePart(row, (*m_pass.after)[at] - now);
    if (row.text == "after") compareSum(row, (*m_pass.after)[at]);
  }

  /// One place where a filter's weight is used.
  void checkSharedTerm(const ArithmeticRow& row) {
    if (!row.place) return void(m_parts << row.value);
    const auto to = static_cast<std::size_t>(row.place->unit);
    const double of = m_pass.delta(m_place.layer)[to];
    if (m_place.isBias()) return comparePart(row, of);
    compareFactors(row, of, alone(m_pass.x(m_place.layer)).backward({only(to)}).weight[weightIndex()]);
  }

  const PlainPass& m_pass;
  const ui::Place& m_place;
  const NaiveStage& m_stage;
  int& m_checked;
  QString m_section;
  QStringList m_parts;  ///< of the sum being read
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
