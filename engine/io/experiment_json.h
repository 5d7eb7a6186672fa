// SPDX-License-Identifier: GPL-3.0-or-later
// An Experiment as JSON: in project files, and wherever an experiment is stored separately. Pure functions,
// any thread.
#pragma once

#include <string>

#include "engine/io/json.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

Json toJson(const NetworkSpec& network);
/// As strict as experimentFromJson(); `where` begins the messages.
Result<NetworkSpec> networkFromJson(const Json& json, const std::string& where);

Json toJson(const TrainingSpec& training);
/// Likewise.
Result<TrainingSpec> trainingFromJson(const Json& json, const std::string& where);

/// Enumerations by name, the seed in hexadecimal (a 64-bit JSON number is not exact in every reader).
Json toJson(const Experiment& experiment);

/// The inverse. Every field must be present, of its type and in its range, and no others: a partly understood
/// experiment would train something else. Only training's label_smoothing, settings, clipping, schedule,
/// stopping and augmentation, each number in them, and a layer's initializer, rate factor, momentum and
/// epsilon can be missing, which means the default; toJson() leaves defaults out. The same applies to
/// data.samples, the user's own. `where` begins the messages, as in "experiment.training.batch_size is 0; …".
/// Whether network, loss and data fit together is checked by validate().
Result<Experiment> experimentFromJson(const Json& json, const std::string& where = "experiment");

}  // namespace pellucid::engine
