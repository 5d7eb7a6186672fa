// SPDX-License-Identifier: GPL-3.0-or-later
// The network of an example as the gallery shows it, with the first test sample flowing through it. Small
// networks are trained first, so that the picture shows their result. A pure function, for any thread.
#pragma once

#include "engine/io/example.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

/// The data for it: those of the experiment, except that images are always used in full, so that most
/// examples can share them.
std::string previewDataOf(const engine::Experiment& experiment);

/// `dataset` must be those data. Fails for an experiment that does not fit them.
engine::Result<MomentPtr> exampleMoment(const engine::Example& example, const engine::DatasetPtr& dataset);

}  // namespace pellucid::ui
