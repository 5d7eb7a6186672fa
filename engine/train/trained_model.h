// SPDX-License-Identifier: GPL-3.0-or-later
// A network with its weights, independent of any run: the content of model files, and the source of
// transferred knowledge.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/data/dataset.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

struct TrainedModel {
  std::string name = {};  ///< for messages: a file or a data set; empty where it is never mentioned
  NetworkSpec network;
  Shape shape;                          ///< its size is the input count
  Vector weights;                       ///< laid out by Network::tensors()
  std::vector<std::string> classNames;  ///< empty where the file does not say
  std::map<std::string, std::string> facts =
      {};  ///< kept as metadata under "pellucid.": seed, data, accuracy, …
  std::vector<std::string> inputNames = {};   ///< of a table's columns; empty where the file does not say
  std::vector<std::string> targetNames = {};  ///< of its target columns, likewise
  /// The scaling of the network's inputs and outputs. In a file it is part of the graph, which then takes and
  /// outputs the values of the data.
  Scaling scaling = {};
  /// Assumptions by the reader that the file does not state, for the user who opened it.
  std::vector<Message> notes = {};
};

}  // namespace pellucid::engine
