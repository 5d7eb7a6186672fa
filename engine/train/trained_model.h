// SPDX-License-Identifier: GPL-3.0-or-later
// A network with its weights, free of any run: what files of models hold, and what knowledge is taken from.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/data/dataset.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

struct TrainedModel {
  std::string name = {};  ///< for messages: a file or a data set; empty where nobody speaks of it
  NetworkSpec network;
  Shape shape;                          ///< its size is the input count
  Vector weights;                       ///< laid out by Network::tensors()
  std::vector<std::string> classNames;  ///< empty where a file does not tell
  std::map<std::string, std::string> facts =
      {};  ///< kept as metadata under "pellucid.": seed, data, accuracy, …
  std::vector<std::string> inputNames = {};   ///< of a table's columns; empty where a file does not tell
  std::vector<std::string> targetNames = {};  ///< of the columns that it answers, likewise
  /// What the network is given and answers is scaled so. In a file it is part of the graph, which then takes
  /// and answers the numbers of the data.
  Scaling scaling = {};
  /// What a reader has made of it that its file does not say so; for those who opened it.
  std::vector<Message> notes = {};
};

}  // namespace pellucid::engine
