// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples of the data are shown, and in which order. Pure.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/inspect/answers.h"

namespace pellucid::ui {

enum class SamplePart { Train, Validation, Test };

const engine::Split& splitOf(const engine::Dataset& data, SamplePart part);

/// Counted from 0 within its part.
struct SampleRef {
  SamplePart part = SamplePart::Train;
  engine::Index index = 0;
  friend bool operator==(const SampleRef&, const SampleRef&) = default;
};

enum class SampleOrder { AsTheyCome, ByClass, WorstFirst };
enum class SampleVerdict { Any, Right, Wrong };

struct SampleChoice {
  std::optional<SamplePart> part = {};    ///< none: all parts
  std::optional<std::size_t> label = {};  ///< none: all classes
  SampleVerdict verdict = SampleVerdict::Any;
  SampleOrder order = SampleOrder::AsTheyCome;
  bool asksTheNetwork() const { return verdict != SampleVerdict::Any || order == SampleOrder::WorstFirst; }
  friend bool operator==(const SampleChoice&, const SampleChoice&) = default;
};

/// A network's answers to all samples of all parts, at one step.
struct AllAnswers {
  engine::DatasetPtr data;
  std::array<engine::Answers, 3> parts;  ///< by SamplePart
  std::int64_t step = 0;
  const engine::SampleAnswer& of(SampleRef sample) const {
    return parts[static_cast<std::size_t>(sample.part)].each[static_cast<std::size_t>(sample.index)];
  }
};

/// Training before validation before test, except where an order is chosen; ties keep the original order.
/// With all parts, samples used for both training and testing appear once, as training samples. Without
/// answers, a choice that needs them is empty. Numeric answers have no verdict.
std::vector<SampleRef> chosenSamples(const engine::Dataset& data, const SampleChoice& choice,
                                     const AllAnswers* answers);

}  // namespace pellucid::ui
