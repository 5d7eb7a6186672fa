// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/arms.h"

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/base/split_text.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kLock = "lock:";

/// Copies what can be copied.
TransferPlan copyAll(const ArmContext& context) {
  TransferPlan plan;
  for (std::size_t i = 0; i < context.network.layers.size(); ++i)
    plan.push_back(context.fits[i].fits ? LayerPlan::Copy : LayerPlan::New);
  if (context.hasNewHead) plan.back() = LayerPlan::New;
  return plan;
}

/// The layers that have weights, counted from 0.
std::vector<std::size_t> learningLayers(const NetworkSpec& network) {
  std::vector<std::size_t> layers;
  for (std::size_t i = 0; i < network.layers.size(); ++i)
    if (hasParameters(network.layers[i].kind)) layers.push_back(i);
  return layers;
}

/// Freezes the lowest `count` layers with weights, where they are copied.
void freezeLower(const NetworkSpec& network, std::size_t count, TransferPlan& plan) {
  for (const std::size_t layer : learningLayers(network))
    if (count > 0) {
      if (plan[layer] == LayerPlan::Copy) plan[layer] = LayerPlan::Freeze;
      --count;
    }
}

Result<void> lock(const std::string& name, const ArmContext& context, TransferPlan& plan) {
  for (const std::string& part : splitText(std::string_view(name).substr(kLock.size()), '+')) {
    const auto number = parseNumber<std::size_t>(part);
    const std::size_t layers = plan.size();
    if (!number || *number < 1 || *number > layers)
      return Error{message("The arm {} names layer \"{}\"; give numbers from 1 to {}, as in lock:1+2.", name,
                           part, layers)};
    const std::size_t layer = *number - 1;
    const Message spoken = layerName(context.network, layer);
    if (!hasParameters(context.network.layers[layer].kind))
      return Error{message("The arm {} locks {}, which has no weights.", name, spoken)};
    if (plan[layer] == LayerPlan::New)
      return Error{message("The arm {} locks {}, which cannot be copied from the source and must learn.",
                           name, spoken)};
    plan[layer] = LayerPlan::Freeze;
  }
  return {};
}

Result<Arm> makeArm(const std::string& name, const ArmContext& context) {
  Arm arm{.name = name, .plan = copyAll(context)};
  const std::size_t learning = learningLayers(context.network).size();
  if (name == "scratch") {
    std::ranges::fill(arm.plan, LayerPlan::New);
  } else if (name == "frozen") {
    freezeLower(context.network, learning - 1, arm.plan);
  } else if (name == "half") {
    freezeLower(context.network, learning / 2, arm.plan);
  } else if (name == "finetune") {
    arm.rateFactor = context.fineTuneFactor;
  } else if (name == "thaw") {
    freezeLower(context.network, learning - 1, arm.plan);
    const std::int64_t frozen = std::ranges::count(arm.plan, LayerPlan::Freeze);
    if (frozen > 0) arm.thawEvery = std::max<std::int64_t>(context.steps / (2 * frozen), 1);
  } else if (name.starts_with(kLock)) {
    if (const auto locked = lock(name, context, arm.plan); !locked) return locked.error();
  } else {
    return Error{message("There is no arm \"{}\". The arms are {}.", name, armGrammar())};
  }
  return arm;
}

}  // namespace

std::vector<double> rateFactors(const Arm& arm) {
  std::vector<double> factors(arm.plan.size(), 1);
  double factor = 1;
  for (std::size_t i = arm.plan.size(); i-- > 0 && arm.thawEvery > 0;)
    if (arm.plan[i] == LayerPlan::Freeze) factors[i] = factor /= kThawDivisor;
  return factors;
}

Message armGrammar() {
  return message("scratch, frozen, half, finetune, thaw, and lock:LAYERS as in lock:1+2");
}

Result<std::vector<Arm>> parseArms(std::string_view text, const ArmContext& context) {
  check(context.fits.size() >= context.network.layers.size(), "parseArms: compareLayers() is needed");
  std::vector<Arm> arms;
  for (const std::string& name : splitText(text, ',')) {
    auto arm = makeArm(name, context);
    if (!arm) return arm.error();
    if (std::ranges::any_of(arms, [&](const Arm& other) { return other.name == name; }))
      return Error{message("The arm {} is given twice.", name)};
    arms.push_back(*std::move(arm));
  }
  return arms;
}

}  // namespace pellucid::engine
