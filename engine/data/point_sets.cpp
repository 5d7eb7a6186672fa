// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/point_sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/check.h"
#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

constexpr double kPi = std::numbers::pi;

constexpr std::size_t kMostInputs = 4;

struct Point {
  std::array<double, kMostInputs> inputs = {};  ///< as many as the set has
  double answer = 0;  ///< +1 or -1 for two classes, the class number for more, a number for regression
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : m_random(seed, "points") {}
  double between(double least, double most) { return least + (most - least) * m_random.uniform(); }
  double normal(double mean, double variance) { return mean + std::sqrt(variance) * m_random.normal(); }

 private:
  Random m_random;
};

/// Half of the samples around (2, 2), half around (-2, -2); the variance is 0.5 without noise, 4 with 0.5.
Point gauss(Draw& draw, Index i, const DataOptions& options) {
  const double sign = i < options.samples / 2 ? 1 : -1;
  const double variance = 0.5 + 7 * options.noise;
  const double x = draw.normal(2 * sign, variance);
  return {.inputs = {x, draw.normal(2 * sign, variance)}, .answer = sign};
}

/// Two arms: r = 5 i/n, t = 1.75 · 2π i/n, the second one turned by π.
Point spiral(Draw& draw, Index i, const DataOptions& options) {
  const Index half = options.samples / 2;
  const bool isFirst = i < half;
  const Index count = isFirst ? half : options.samples - half;
  const double share = static_cast<double>(isFirst ? i : i - half) / static_cast<double>(count);
  const double r = 5 * share;
  const double t = 1.75 * share * 2 * kPi + (isFirst ? 0 : kPi);
  const double x = r * std::sin(t) + draw.between(-1, 1) * options.noise;
  return {.inputs = {x, r * std::cos(t) + draw.between(-1, 1) * options.noise},
          .answer = isFirst ? 1.0 : -1.0};
}

/// A disc of radius 2.5 and a ring from 3.5 to 5 around it.
Point circle(Draw& draw, Index i, const DataOptions& options) {
  constexpr double kRadius = 5;
  const bool isInner = i < options.samples / 2;
  const double r = isInner ? draw.between(0, kRadius * 0.5) : draw.between(kRadius * 0.7, kRadius);
  const double angle = draw.between(0, 2 * kPi);
  const double x = r * std::sin(angle);
  const double y = r * std::cos(angle);
  const double movedX = x + draw.between(-kRadius, kRadius) * options.noise;
  const double movedY = y + draw.between(-kRadius, kRadius) * options.noise;
  return {.inputs = {x, y}, .answer = std::hypot(movedX, movedY) < kRadius * 0.5 ? 1.0 : -1.0};
}

/// A square of ±5 with its quarters 0.3 away from the axes; positive where the signs are equal.
Point exclusiveOr(Draw& draw, Index /*i*/, const DataOptions& options) {
  constexpr double kPadding = 0.3;
  const auto coordinate = [&] {
    const double value = draw.between(-5, 5);
    return value + (value > 0 ? kPadding : -kPadding);
  };
  const double x = coordinate();
  const double y = coordinate();
  const double movedX = x + draw.between(-5, 5) * options.noise;
  const double movedY = y + draw.between(-5, 5) * options.noise;
  return {.inputs = {x, y}, .answer = movedX * movedY >= 0 ? 1.0 : -1.0};
}

/// A square of ±6 with a target answer(x, y), evaluated at a position moved by noise.
template <class Answer>
Point surface(Draw& draw, const DataOptions& options, const Answer& answer) {
  constexpr double kRadius = 6;
  const double x = draw.between(-kRadius, kRadius);
  const double y = draw.between(-kRadius, kRadius);
  const double movedX = x + draw.between(-kRadius, kRadius) * options.noise;
  const double movedY = y + draw.between(-kRadius, kRadius) * options.noise;
  return {.inputs = {x, y}, .answer = answer(movedX, movedY)};
}

/// (x + y) / 10
Point plane(Draw& draw, Index /*i*/, const DataOptions& options) {
  return surface(draw, options, [](double x, double y) { return (x + y) / 10; });
}

/// Six cones of radius 2 that rise to +1 or fall to -1; the steepest counts where they overlap.
Point bumps(Draw& draw, Index /*i*/, const DataOptions& options) {
  struct Cone {
    double x, y, sign;
  };
  static constexpr Cone kCones[] = {{-4, 2.5, 1},   {0, 2.5, -1}, {4, 2.5, 1},
                                    {-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1}};
  return surface(draw, options, [](double x, double y) {
    double answer = 0;
    for (const Cone& cone : kCones) {
      const double height = cone.sign * std::max(0.0, 1 - std::hypot(x - cone.x, y - cone.y) / 2);
      if (std::abs(height) > std::abs(answer)) answer = height;
    }
    return answer;
  });
}

/// Three arms: r = 5 i/n, t = 2π/3 (arm + 2 i/n), with arms like those of a windmill.
Point pinwheel(Draw& draw, Index i, const DataOptions& options) {
  constexpr Index kArms = 3;
  const Index arm = i % kArms;
  const Index count = (options.samples - arm + kArms - 1) / kArms;  // of this arm
  const Index place = i / kArms;
  const double share = static_cast<double>(place) / static_cast<double>(count);
  const double r = 5 * share;
  const double t = 2 * kPi / 3 * (static_cast<double>(arm) + 2 * share);
  const double x = r * std::sin(t) + draw.between(-1, 1) * options.noise;
  return {.inputs = {x, r * std::cos(t) + draw.between(-1, 1) * options.noise},
          .answer = static_cast<double>(arm)};
}

/// y = sin x for x from -6 to 6, about two periods; noise moves y by up to that amount.
Point curve(Draw& draw, Index /*i*/, const DataOptions& options) {
  const double x = draw.between(-6, 6);
  return {.inputs = {x}, .answer = std::sin(x) + draw.between(-1, 1) * options.noise};
}

/// A plausible price of a flat, in thousands: an area of 30 to 200 m² at 1.5 and, near the centre, up to 4
/// each, less 0.4 % for each of up to 100 years, and 5 for each room. A noise of 1 moves it by up to 100.
Point prices(Draw& draw, Index /*i*/, const DataOptions& options) {
  const double area = std::round(draw.between(30, 200));
  const double rooms = std::max(1.0, std::round(draw.normal(area / 30, 0.5)));
  const double age = std::floor(draw.between(0, 101));
  const double distance = std::round(10 * draw.between(0, 20)) / 10;  // km
  const double price = area * (1.5 + 2.5 * std::exp(-distance / 8)) * (1 - 0.004 * age) + 5 * rooms;
  return {.inputs = {area, rooms, age, distance},
          .answer = price + 100 * options.noise * draw.between(-1, 1)};
}

struct PointSet {
  const char* name;
  Point (*draw)(Draw&, Index, const DataOptions&);
  std::vector<std::string> classNames;  ///< empty where the target is a number
  std::vector<std::string> inputNames = {"x", "y"};
  std::string targetName = "z";
};

const std::vector<PointSet>& pointSets() {
  static const std::vector<std::string> kSigns = {"negative", "positive"};
  static const std::vector<PointSet> kSets = {
      {.name = "circle", .draw = circle, .classNames = kSigns},
      {.name = "xor", .draw = exclusiveOr, .classNames = kSigns},
      {.name = "gauss", .draw = gauss, .classNames = kSigns},
      {.name = "spiral", .draw = spiral, .classNames = kSigns},
      {.name = "pinwheel", .draw = pinwheel, .classNames = {"A", "B", "C"}},
      {.name = "plane", .draw = plane, .classNames = {}},
      {.name = "bumps", .draw = bumps, .classNames = {}},
      {.name = "curve", .draw = curve, .classNames = {}, .inputNames = {"x"}, .targetName = "y"},
      {.name = "prices",
       .draw = prices,
       .classNames = {},
       .inputNames = {"area", "rooms", "age", "distance"},
       .targetName = "price"}};
  return kSets;
}

struct TruthTable {
  const char* name;
  std::uint8_t answers[4];  ///< for (0, 0), (1, 0), (0, 1), (1, 1)
};
constexpr TruthTable kTruthTables[] = {
    {"and", {0, 0, 0, 1}}, {"or", {0, 1, 1, 1}}, {"xor-gate", {0, 1, 1, 0}}};

template <class Table>
std::vector<std::string> namesOf(const Table& table) {
  std::vector<std::string> names;
  for (const auto& row : table) names.emplace_back(row.name);
  return names;
}

template <class Table>
const auto& rowNamed(const Table& table, std::string_view name) {
  const auto found = std::ranges::find_if(table, [&](const auto& row) { return row.name == name; });
  check(found != std::end(table), "point_sets: unknown name");
  return *found;
}

Dataset inPlane(std::string_view name) {
  Dataset dataset;
  dataset.name = name;
  dataset.shape = flatShape(2);
  dataset.inputNames = {"x", "y"};
  return dataset;
}

}  // namespace

const std::vector<std::string>& pointSetNames() {
  static const std::vector<std::string> names = namesOf(pointSets());
  return names;
}

Result<DataName> parsePointSet(const std::string& name) {
  const auto comma = std::min(name.find(','), name.size());
  std::string base = name.substr(0, comma);
  if (std::ranges::find(pointSetNames(), base) == pointSetNames().end())
    return Error{message("{} is not one of {}.", base, fmt::join(pointSetNames(), ", "))};
  return parseDataOptions(std::move(base), std::string_view(name).substr(comma),
                          {"noise", "samples", "seed", "test", "validation"});
}

Dataset makePointSet(std::string_view name, const DataOptions& options) {
  const PointSet& set = rowNamed(pointSets(), name);
  Dataset dataset;
  dataset.name = name;
  dataset.inputNames = set.inputNames;
  const Index inputs = std::ssize(set.inputNames);
  dataset.shape = flatShape(inputs);
  dataset.classNames = set.classNames;
  if (!dataset.hasClasses()) dataset.targetNames = {set.targetName};
  Split all;
  all.numbers.resize(inputs, options.samples);
  all.targets.resize(dataset.hasClasses() ? 0 : 1, options.samples);
  Draw draw(options.seed);
  for (Index i = 0; i < options.samples; ++i) {
    const Point point = set.draw(draw, i, options);
    for (Index input = 0; input < inputs; ++input)
      all.numbers(input, i) = static_cast<Scalar>(point.inputs[static_cast<std::size_t>(input)]);
    if (dataset.hasClasses())
      all.labels.push_back(static_cast<std::uint8_t>(std::max(0.0, point.answer)));
    else
      all.targets(0, i) = static_cast<Scalar>(point.answer);
  }
  const SplitOrder order = splitOrder(options.samples, options.test, options.seed);
  dataset.train = select(all, order.train);
  dataset.test = select(all, order.test);
  dataset.checksum = checksum(dataset.train, dataset.test);
  return dataset;
}

const std::vector<std::string>& truthTableNames() {
  static const std::vector<std::string> names = namesOf(kTruthTables);
  return names;
}

Dataset makeTruthTable(std::string_view name) {
  const TruthTable& table = rowNamed(kTruthTables, name);
  Dataset dataset = inPlane(name);
  dataset.classNames = {"0", "1"};
  dataset.train.numbers.resize(2, 4);
  dataset.train.numbers << 0, 1, 0, 1,  // x
      0, 0, 1, 1;                       // y
  dataset.train.labels.assign(std::begin(table.answers), std::end(table.answers));
  dataset.test = dataset.train;
  dataset.checksum = checksum(dataset.train, dataset.test);
  return dataset;
}

Dataset makeByHand() {
  Dataset dataset;
  dataset.name = kByHand;
  dataset.shape = flatShape(1);
  dataset.inputNames = {"x"};
  dataset.targetNames = {"y"};
  dataset.train.numbers = Matrix::Constant(1, 1, 2);
  dataset.train.targets = Matrix::Constant(1, 1, 9);
  dataset.test = dataset.train;
  dataset.checksum = checksum(dataset.train, dataset.test);
  return dataset;
}

}  // namespace pellucid::engine
