// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/state_dict.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

#include "engine/base/numbers.h"
#include "engine/base/shortened.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// The natural order of names: "layer2" before "layer10".
bool isBefore(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  const auto digits = [](std::string_view text, std::size_t& at) {
    while (at < text.size() && text[at] == '0') ++at;
    const std::size_t begin = at;
    while (at < text.size() && isDigit(text[at])) ++at;
    return text.substr(begin, at - begin);
  };
  while (i < a.size() && j < b.size()) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      const std::string_view left = digits(a, i);
      const std::string_view right = digits(b, j);
      if (left != right) return std::pair(left.size(), left) < std::pair(right.size(), right);
    } else if (a[i] != b[j]) {
      return a[i] < b[j];
    } else {
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

/// "features" from "features.3".
std::string_view parentOf(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

/// 3 from "features.3" and from "conv3".
std::optional<std::int64_t> numberOf(std::string_view name) {
  std::size_t begin = name.size();
  while (begin > 0 && isDigit(name[begin - 1])) --begin;
  return parseNumber<std::int64_t>(name.substr(begin));
}

Error noLayer(const TensorView& tensor) {
  return {
      message("tensor \"{}\" of shape [{}] belongs to no layer that is supported: those are dense layers, "
              "convolutions with square kernels, and batch normalisations with their running statistics",
              shortened(tensor.name), fmt::format("{}", fmt::join(tensor.shape, ", ")))};
}

/// The modules by name, each with its tensors.
Result<std::map<std::string, StateModule>> collect(const std::vector<TensorView>& tensors) {
  std::map<std::string, StateModule> modules;
  for (const TensorView& tensor : tensors) {
    const std::string_view word = std::string_view(tensor.name).substr(tensor.name.rfind('.') + 1);
    if (word == "num_batches_tracked") continue;  // counts training batches; not used in computations
    const std::string name(parentOf(tensor.name));
    StateModule& module = modules[name];
    module.name = name;
    const TensorView** place = word == "weight"         ? &module.weight
                               : word == "bias"         ? &module.bias
                               : word == "running_mean" ? &module.mean
                               : word == "running_var"  ? &module.variance
                                                        : nullptr;
    if (place == nullptr || tensor.type == ElementType::Int64) return noLayer(tensor);
    *place = &tensor;
  }
  return modules;
}

Result<void> checkModule(const StateModule& module) {
  for (const TensorView* tensor : {module.bias, module.mean, module.variance}) {
    if (tensor == nullptr) continue;
    if (module.weight == nullptr) return noLayer(*tensor);
    if (module.weight->shape.empty() || tensor->shape != std::vector{module.outputs()})
      return noLayer(*tensor);
  }
  const std::vector<Index>& shape = module.weight->shape;
  if (std::ranges::find(shape, 0) != shape.end()) return noLayer(*module.weight);
  const bool isNorm = shape.size() == 1 && module.bias && module.mean && module.variance;
  const bool isLayer =
      !module.mean && !module.variance && (shape.size() == 2 || (shape.size() == 4 && shape[2] == shape[3]));
  if (!isNorm && !isLayer) return noLayer(*module.weight);
  return {};
}

/// Whether each has its own number among its neighbours, so that the numbers are their order.
bool areNumbered(const std::vector<StateModule>& modules) {
  std::vector<std::int64_t> numbers;
  for (const StateModule& module : modules) {
    const auto number = numberOf(module.name);
    if (!number || parentOf(module.name) != parentOf(modules.front().name)) return false;
    numbers.push_back(*number);
  }
  std::ranges::sort(numbers);
  return std::ranges::adjacent_find(numbers) == numbers.end();
}

bool meet(const StateModule& before, const StateModule& next) {
  if (before.isConv() && !next.isConv()) return next.inputs() % before.outputs() == 0;
  return before.isConv() == next.isConv() && next.inputs() == before.outputs();
}

bool isChain(const std::vector<StateModule>& layers) {
  return std::ranges::adjacent_find(layers, [](const auto& a, const auto& b) { return !meet(a, b); }) ==
         layers.end();
}

/// Layers of one kind in the only order in which the output of each fits the input of the next; unchanged
/// where there is none or more than one.
std::vector<StateModule> linked(const std::vector<StateModule>& layers) {
  const auto follows = [&](std::size_t a, std::size_t b) { return a != b && meet(layers[a], layers[b]); };
  const std::size_t count = layers.size();
  std::vector<StateModule> order;
  std::optional<std::size_t> at;
  for (std::size_t b = 0; b < count; ++b) {
    bool isFirst = true;
    for (std::size_t a = 0; a < count; ++a) isFirst = isFirst && !follows(a, b);
    if (isFirst && at) return layers;
    if (isFirst) at = b;
  }
  std::vector<bool> isTaken(count, false);
  while (at && order.size() < count) {
    if (isTaken[*at]) return layers;  // a cycle, with others left over
    isTaken[*at] = true;
    order.push_back(layers[*at]);
    std::optional<std::size_t> next;
    for (std::size_t b = 0; b < count; ++b) {
      if (!follows(*at, b)) continue;
      if (next) return layers;
      next = b;
    }
    at = next;
  }
  return order.size() == count ? order : layers;
}

/// The position of batch normalisation `norm`: after the layer with its number or, in a numbered sequence
/// ("features.4"), with the previous number. The end where no layer fits.
std::vector<StateModule>::iterator layerBefore(const StateModule& norm, std::vector<StateModule>& layers) {
  const auto number = numberOf(norm.name);
  const std::string_view parent = parentOf(norm.name);
  const std::string_view leaf = std::string_view(norm.name).substr(parent.empty() ? 0 : parent.size() + 1);
  const bool isInSequence = std::ranges::all_of(leaf, isDigit);
  auto best = layers.end();
  for (auto layer = layers.begin(); layer != layers.end(); ++layer) {
    const auto other = numberOf(layer->name);
    if (layer->isNorm() || !number || !other || parentOf(layer->name) != parent) continue;
    if (layer->outputs() != norm.outputs()) continue;
    if (isInSequence ? *other < *number && (best == layers.end() || *other > *numberOf(best->name))
                     : *other == *number && best == layers.end())
      best = layer;
  }
  return best;
}

/// Layers with weights first, then each normalisation after the layer that it belongs to.
Result<std::vector<StateModule>> arranged(const std::vector<StateModule>& modules) {
  std::vector<StateModule> convs;
  std::vector<StateModule> rows;
  for (const StateModule& module : modules)
    if (!module.isNorm()) (module.isConv() ? convs : rows).push_back(module);
  if (!isChain(convs)) convs = linked(convs);
  if (!isChain(rows)) rows = linked(rows);
  convs.insert(convs.end(), rows.begin(), rows.end());
  for (const StateModule& norm : modules) {
    if (!norm.isNorm()) continue;
    const auto before = layerBefore(norm, convs);
    if (before == convs.end())
      return Error{message("it doesn't tell behind which layer the batch normalisation \"{}\" of {} stands",
                           shortened(norm.name), norm.outputs())};
    convs.insert(before + 1, norm);
  }
  return convs;
}

/// The input of each must fit the output of the one before.
Result<void> checkSizes(const std::vector<StateModule>& modules) {
  const StateModule* before = nullptr;
  for (const StateModule& module : modules) {
    // The output of a normalisation has the size of its input, for maps as for values in a row.
    const bool fits =
        before == nullptr || (module.isNorm() ? module.inputs() == before->outputs() : meet(*before, module));
    if (!fits)
      return Error{
          message("\"{}\" gives {} and \"{}\" takes {}: its layers are no plain chain, or their names "
                  "don't tell their order",
                  shortened(before->name), before->outputs(), shortened(module.name), module.inputs())};
    if (!module.isNorm()) before = &module;
  }
  return {};
}

}  // namespace

Result<std::vector<StateModule>> stateModules(const std::vector<TensorView>& tensors) {
  auto collected = collect(tensors);
  if (!collected) return collected.error();
  std::vector<StateModule> modules;
  for (auto& [name, module] : *collected) {
    if (auto checked = checkModule(module); !checked) return checked.error();
    modules.push_back(std::move(module));
  }
  if (modules.empty()) return Error{message("it holds no tensors of layers")};
  if (modules.size() > kMaxLayers)
    return Error{message("it has {} layers; at most {} are supported", modules.size(), kMaxLayers)};
  const bool isNumbered = areNumbered(modules);
  std::ranges::sort(modules, [isNumbered](const StateModule& a, const StateModule& b) {
    return isNumbered ? *numberOf(a.name) < *numberOf(b.name) : isBefore(a.name, b.name);
  });
  if (!isNumbered) {
    auto order = arranged(modules);
    if (!order) return order;
    modules = *std::move(order);
  }
  if (auto fits = checkSizes(modules); !fits) return fits.error();
  return modules;
}

}  // namespace pellucid::engine
