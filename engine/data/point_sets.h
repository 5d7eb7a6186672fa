// SPDX-License-Identifier: GPL-3.0-or-later
// Generated samples for first lessons: the six data sets of TensorFlow Playground in a plane, drawn as in its
// dataset.ts, and three more; the truth tables of AND, OR and XOR. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// circle, xor, gauss and spiral have the classes negative (0) and positive (1), pinwheel A, B and C; plane
/// and bumps have a number from -1 to 1. All these have two inputs within about ±6. curve has one input and a
/// number; prices has area, rooms, age and distance of flats, unscaled, and their price in thousands.
const std::vector<std::string>& pointSetNames();

/// The name of one of these sets with its options, as in "spiral,noise=0.1". An error for all other names.
Result<DataName> parsePointSet(const std::string& name);

/// `name` is one of pointSetNames(); uses samples, noise, test and seed. Noise moves every sample, or
/// (circle, xor, plane, bumps) gives it the target of a moved one; for curve and prices it changes the
/// target.
Dataset makePointSet(std::string_view name, const DataOptions& options);

const std::vector<std::string>& truthTableNames();

/// `name` is one of truthTableNames(). The four rows with inputs and targets 0 or 1, for both training and
/// testing.
Dataset makeTruthTable(std::string_view name);

/// The single sample of the step that can be done by hand: x = 2 with the target 9; for both training and
/// testing.
inline constexpr std::string_view kByHand = "by-hand";
Dataset makeByHand();

}  // namespace pellucid::engine
