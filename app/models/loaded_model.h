// SPDX-License-Identifier: GPL-3.0-or-later
// Opens trained models: ONNX or safetensors files and projects, told apart by their bytes and not by their
// names. Blocking; any thread.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/data/gzip.h"
#include "engine/io/onnx.h"
#include "engine/io/project.h"
#include "engine/model/network.h"

namespace pellucid::app {

/// A model that is ready to compute.
struct LoadedModel {
  engine::TrainedModel model;
  std::shared_ptr<const engine::Network> network;
  std::string trainedOn = {};      ///< the name of its data; from an ONNX file without the folder; may be
                                   ///< empty
  engine::OwnSamplesPtr own = {};  ///< own samples stored in a project; otherwise null
};

/// What the user knows of another program's model.
struct OnnxWishes {
  std::optional<std::string> input;  ///< as read by engine::parseOnnxInput()
  bool addSoftmax = false;
  bool isEmpty() const { return !input && !addSoftmax; }
};

/// The errors are those of the readers; each names the file. What a reader has assumed beyond what the file
/// says is in the model's notes.
engine::Result<LoadedModel> loadModel(const std::filesystem::path& path,
                                      engine::Streams streams = engine::Streams::Read,
                                      const OnnxWishes& wishes = {});

/// A project that can be trained: none of its values is infinite or NaN. If its data are not where it says,
/// they are looked for beside it.
engine::Result<engine::Project> loadProject(const std::filesystem::path& path);

/// If the model scales its inputs and the data are not scaled, model and experiment get a frozen first layer
/// that does it, so that the weights keep their meaning. An experiment that already has such a layer gets no
/// other.
engine::Result<void> keepScaling(const engine::Dataset& dataset, LoadedModel& model,
                                 engine::Experiment& experiment);

}  // namespace pellucid::app
