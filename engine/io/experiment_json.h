// SPDX-License-Identifier: GPL-3.0-or-later
// An Experiment as JSON: in project files, and wherever an experiment is kept on its own. Pure functions, any
// thread.
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

/// Enumerations by their names, the seed in hexadecimal (a JSON number of 64 bits is not exact in every
/// reader).
Json toJson(const Experiment& experiment);

/// The inverse. Every field must be there, of its type and in its range, and no other: an experiment that was
/// understood in part would train something else. Only training's label_smoothing, settings, clipping,
/// schedule, stopping and augmentation, each number in them, and a layer's initializer, rate factor, momentum
/// and epsilon may be missing, which stands for the default; so toJson() leaves them out. Likewise
/// data.samples, of the user's own. `where` begins the messages, as in "experiment.training.batch_size is 0;
/// …". Whether network, loss and data fit together is asked of validate().
Result<Experiment> experimentFromJson(const Json& json, const std::string& where = "experiment");

}  // namespace pellucid::engine
