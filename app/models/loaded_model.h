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
  std::string trainedOn = {};      ///< the name of its data, of a file in ONNX without the folder; or empty
  engine::OwnSamplesPtr own = {};  ///< those that lie in a project; else null
};

/// What the user knows of a model of another program.
struct OnnxWishes {
  std::optional<std::string> input;  ///< as engine::parseOnnxInput() takes it
  bool addSoftmax = false;
  bool isEmpty() const { return !input && !addSoftmax; }
};

/// The errors are those of the readers; each names the file. What a reader has made of a file beyond what it
/// says stands in the model's notes.
engine::Result<LoadedModel> loadModel(const std::filesystem::path& path,
                                      engine::Streams streams = engine::Streams::Read,
                                      const OnnxWishes& wishes = {});

/// A project that can be trained on: none of its numbers is infinite or nan. Data that are not where it says
/// are looked for beside it.
engine::Result<engine::Project> loadProject(const std::filesystem::path& path);

/// Where the model scales its inputs and the data are not scaled: model and experiment begin with the frozen
/// layer that does it, so that the weights mean what they meant. An experiment that has such a layer gets no
/// other.
engine::Result<void> keepScaling(const engine::Dataset& dataset, LoadedModel& model,
                                 engine::Experiment& experiment);

}  // namespace pellucid::app
