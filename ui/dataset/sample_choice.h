// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples of the data are looked at, and in which order. Pure.
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
  std::optional<SamplePart> part = {};    ///< none: of all parts
  std::optional<std::size_t> label = {};  ///< none: of all classes
  SampleVerdict verdict = SampleVerdict::Any;
  SampleOrder order = SampleOrder::AsTheyCome;
  bool asksTheNetwork() const { return verdict != SampleVerdict::Any || order == SampleOrder::WorstFirst; }
  friend bool operator==(const SampleChoice&, const SampleChoice&) = default;
};

/// What a network answers to all samples of all parts, at one step.
struct AllAnswers {
  engine::DatasetPtr data;
  std::array<engine::Answers, 3> parts;  ///< by SamplePart
  std::int64_t step = 0;
  const engine::SampleAnswer& of(SampleRef sample) const {
    return parts[static_cast<std::size_t>(sample.part)].each[static_cast<std::size_t>(sample.index)];
  }
};

/// Train before validation before test, but for the order that is chosen; of equal ones the first comes
/// first. Of all parts, samples that are used for training and for testing are there once, for training.
/// Without answers, a choice that asks for them chooses none. Numbers have no verdict.
std::vector<SampleRef> chosenSamples(const engine::Dataset& data, const SampleChoice& choice,
                                     const AllAnswers* answers);

}  // namespace pellucid::ui
