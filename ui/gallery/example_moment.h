// SPDX-License-Identifier: GPL-3.0-or-later
// The network of an example as the gallery pictures it: with the first test sample flowing through it. Small
// networks are trained first, so that the picture shows what they come to. A pure function, for any thread.
#pragma once

#include "engine/io/example.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

/// The data that it takes: those of the experiment, but of images all of them, so that most examples can
/// share them.
std::string previewDataOf(const engine::Experiment& experiment);

/// `dataset` are those data. The error is that of an experiment that does not fit them.
engine::Result<MomentPtr> exampleMoment(const engine::Example& example, const engine::DatasetPtr& dataset);

}  // namespace pellucid::ui
