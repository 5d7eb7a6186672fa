// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/transfer_record_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/io/network_tensors.h"
#include "engine/io/transfer_record_json.h"

namespace pellucid::engine {
namespace {

constexpr const char* kDesign = kTransferEntries[0];
constexpr const char* kFigures = kTransferEntries[1];
constexpr const char* kSource = kTransferEntries[2];
constexpr std::size_t kMaxFigureBytes = 256 * std::size_t{1024} * 1024;
constexpr Index kCurveColumns = 8;
constexpr Index kPointColumns = 3;  // before the drift
constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();
constexpr double kMostStep = 1e9;

template <class Number>
SafeTensor tensorOf(const char* name, ElementType type, const std::vector<Index>& shape,
                    const std::vector<Number>& values) {
  SafeTensor tensor{
      .name = name, .type = type, .shape = shape, .values = Bytes(values.size() * sizeof(Number))};
  if (!values.empty()) std::memcpy(tensor.values.data(), values.data(), tensor.values.size());
  return tensor;
}

Bytes writeFigures(const TransferRecord& record) {
  std::size_t layers = 0;
  for (const ArmCurve& curve : record.curves)
    for (const ArmPoint& point : curve.points) layers = std::max(layers, point.drift.size());
  std::vector<std::int64_t> curves;
  std::vector<double> times;
  std::vector<double> points;
  Index count = 0;
  for (const ArmCurve& curve : record.curves) {
    const auto arm = std::ranges::find(record.arms, curve.arm, &Arm::name);
    check(arm != record.arms.end(), "writeTransferRecord: a curve of an unknown arm");
    for (const std::int64_t value :
         {std::int64_t{arm - record.arms.begin()}, std::int64_t{curve.samplesPerClass},
          static_cast<std::int64_t>(curve.seed), std::int64_t{curve.trainableParameters},
          std::int64_t{curve.isComplete}, curve.diverged ? curve.diverged->step : std::int64_t{-1},
          static_cast<std::int64_t>(curve.points.size()), static_cast<std::int64_t>(curve.place)})
      curves.push_back(value);
    times.push_back(curve.millisecondsPerStep);
    for (const ArmPoint& point : curve.points) {
      points.push_back(static_cast<double>(point.step));
      points.push_back(point.targetAccuracy);
      points.push_back(point.sourceAccuracy.value_or(kNotMeasured));
      for (std::size_t i = 0; i < layers; ++i)
        points.push_back(i < point.drift.size() ? point.drift[i].value_or(kNotMeasured) : kNotMeasured);
      ++count;
    }
  }
  const auto rows = static_cast<Index>(times.size());
  return writeSafetensors({tensorOf("curves", ElementType::Int64, {rows, kCurveColumns}, curves),
                           tensorOf("times", ElementType::Float64, {rows}, times),
                           tensorOf("points", ElementType::Float64,
                                    {count, kPointColumns + static_cast<Index>(layers)}, points)});
}

template <class Number>
std::vector<Number> valuesOf(const TensorView& tensor) {
  std::vector<Number> values(tensor.values.size() / sizeof(Number));
  if (!values.empty()) std::memcpy(values.data(), tensor.values.data(), tensor.values.size());
  return values;
}

std::optional<double> known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

bool isShare(double value) {
  return value >= 0 && value <= 1;
}

/// One row of the tensor `points`.
Result<ArmPoint> pointOf(const double* row, Index columns, double after) {
  const bool isStep = row[0] > after && row[0] <= kMostStep && row[0] == std::floor(row[0]);
  if (!isStep) return Error{message("a point is at step {}, which does not follow {}", row[0], after)};
  if (!isShare(row[1]) || (!std::isnan(row[2]) && !isShare(row[2])))
    return Error{
        message("step {} has the accuracies {} and {}; they are from 0 to 1", row[0], row[1], row[2])};
  ArmPoint point{.step = static_cast<std::int64_t>(row[0]),
                 .targetAccuracy = row[1],
                 .sourceAccuracy = known(row[2]),
                 .drift = {}};
  point.drift.reserve(static_cast<std::size_t>(columns - kPointColumns));
  for (Index i = kPointColumns; i < columns; ++i) {
    if (row[i] < 0) return Error{message("step {} has the drift {}; it is not negative", row[0], row[i])};
    point.drift.push_back(known(row[i]));
  }
  return point;
}

Result<ArmCurve> curveOf(const std::int64_t* row, double milliseconds, const std::vector<Arm>& arms) {
  const bool isSound = row[0] >= 0 && row[0] < static_cast<std::int64_t>(arms.size()) && row[1] >= 1 &&
                       row[1] <= kMaxSamplesPerClass && row[2] >= 1 && row[3] >= 0 && row[4] >= 0 &&
                       row[4] <= 1 && row[5] >= -1 && row[6] >= 0 && row[7] >= 0 && milliseconds >= 0 &&
                       std::isfinite(milliseconds);
  if (!isSound)
    return Error{message("tensor curves has the row {}, {} ms, which no run can have",
                         fmt::join(row, row + kCurveColumns, ", "), milliseconds)};
  ArmCurve curve{.arm = arms[static_cast<std::size_t>(row[0])].name,
                 .samplesPerClass = row[1],
                 .seed = static_cast<std::uint64_t>(row[2])};
  curve.trainableParameters = row[3];
  curve.millisecondsPerStep = milliseconds;
  curve.isComplete = row[4] == 1;
  if (row[5] >= 0) curve.diverged = Diverged{.step = row[5], .layer = 0, .parameter = {}, .explanation = {}};
  curve.place = static_cast<std::size_t>(row[7]);
  return curve;
}

Result<std::vector<ArmCurve>> readFigures(const Bytes& bytes, const std::vector<Arm>& arms) {
  const auto tensors = viewSafetensors(bytes);
  if (!tensors) return tensors.error();
  const auto named = [&](const char* name) { return std::ranges::find(*tensors, name, &TensorView::name); };
  const auto table = named("curves");
  const auto rows = table == tensors->end() || table->shape.empty() ? 0 : table->shape[0];
  if (const auto found = findTensor(*tensors, "curves", ElementType::Int64, {rows, kCurveColumns}); !found)
    return found.error();
  if (const auto found = findTensor(*tensors, "times", ElementType::Float64, {rows}); !found)
    return found.error();
  const auto points = named("points");
  if (points == tensors->end() || points->type != ElementType::Float64 || points->shape.size() != 2 ||
      points->shape[1] < kPointColumns ||
      points->shape[1] > kPointColumns + 2 * static_cast<Index>(kMaxLayers))
    return Error{message("tensor points must be F64 with two dimensions, of which the second is at least 3")};
  if (auto counted = checkCount(*tensors, 3); !counted) return counted.error();

  const auto runs = valuesOf<std::int64_t>(*table);
  const auto times = valuesOf<double>(*named("times"));
  const Index columns = points->shape[1];
  std::vector<double> values(static_cast<std::size_t>(columns));  // of one point
  Index next = 0;
  std::vector<ArmCurve> curves;
  for (Index c = 0; c < rows; ++c) {
    const std::int64_t* row = runs.data() + c * kCurveColumns;
    auto curve = curveOf(row, times[static_cast<std::size_t>(c)], arms);
    if (!curve) return curve.error();
    if (!curves.empty() && curve->place <= curves.back().place)
      return Error{message("tensor curves has place {} after place {}", curve->place, curves.back().place)};
    if (row[6] > points->shape[0] - next)
      return Error{message("tensor curves asks for more points than the {} there are", points->shape[0])};
    curve->points.reserve(static_cast<std::size_t>(row[6]));
    for (std::int64_t i = 0; i < row[6]; ++i, ++next) {
      std::memcpy(values.data(),
                  points->values.data() + static_cast<std::size_t>(next) * values.size() * sizeof(double),
                  values.size() * sizeof(double));
      auto point = pointOf(values.data(), columns,
                           curve->points.empty() ? -1 : static_cast<double>(curve->points.back().step));
      if (!point) return point.error();
      curve->points.push_back(*std::move(point));
    }
    curves.push_back(*std::move(curve));
  }
  if (next != points->shape[0])
    return Error{message("tensor points has {} rows, but the curves have {}", points->shape[0], next)};
  return curves;
}

Result<TransferRecord> readDesign(const ZipReader& archive) {
  const auto design = archive.read(kDesign, kMaxJsonBytes);
  if (!design) return design.error();
  const auto json = parseJson(asText(*design));
  if (!json) return Error{message("{}: {}", kDesign, json.error().message)};
  auto record = transferRecordFromJson(*json);
  if (!record) return Error{message("{}: {}", kDesign, record.error().message)};
  return record;
}

}  // namespace

void writeTransferRecord(const TransferRecord* record, std::vector<ZipPart>& parts) {
  if (record == nullptr) return;
  const std::string design = formatJson(toJson(*record));
  parts.push_back(
      deflatedPart(kDesign, {reinterpret_cast<const std::uint8_t*>(design.data()), design.size()}));
  parts.push_back(deflatedPart(kFigures, writeFigures(*record)));
  if (record->design.model == nullptr) return;
  const TrainedModel& model = *record->design.model;
  const auto network = Network::create(model.network, model.shape).value();
  std::vector<TensorSource> weights;
  appendTensors(*network, model.weights, "", weights);
  parts.push_back(tensorsPart(kSource, std::move(weights)));
}

Result<std::shared_ptr<const TransferRecord>> readTransferRecord(const ZipReader& archive) {
  const auto inEntry = [](const char* name, const Message& problem) {
    return Error{message("{}: {}", name, problem)};
  };
  if (!archive.has(kDesign)) return std::shared_ptr<const TransferRecord>();
  auto record = readDesign(archive);
  if (!record) return record.error();
  const auto figures = archive.read(kFigures, kMaxFigureBytes);
  if (!figures) return figures.error();
  auto curves = readFigures(*figures, record->arms);
  if (!curves) return inEntry(kFigures, curves.error().message);
  record->curves = *std::move(curves);
  if (record->design.model != nullptr) {
    TrainedModel model = *record->design.model;
    const auto network = Network::create(model.network, model.shape).value();
    const auto source = archive.read(kSource, mostTensorBytes(*network, 1));
    if (!source) return source.error();
    auto weights = readWeights(*source, *network);
    if (!weights) return inEntry(kSource, weights.error().message);
    model.weights = *std::move(weights);
    record->design.model = std::make_shared<const TrainedModel>(std::move(model));
  }
  return std::make_shared<const TransferRecord>(*std::move(record));
}

}  // namespace pellucid::engine
