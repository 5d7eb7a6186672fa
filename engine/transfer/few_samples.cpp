// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/few_samples.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/base/random.h"

namespace pellucid::engine {

Split someOf(const Split& split, Index count) {
  std::vector<Index> order(static_cast<std::size_t>(split.size()));
  std::iota(order.begin(), order.end(), Index(0));
  if (count < split.size()) {
    Random(1, "some of").shuffle(std::span(order));
    order.resize(static_cast<std::size_t>(count));
    std::ranges::sort(order);
  }
  return select(split, order);
}

Result<DatasetPtr> fewSamples(const Dataset& dataset, Index perClass, std::uint64_t seed, Index testSamples) {
  if (!dataset.hasClasses())
    return Error{
        message("The answers of {} are numbers ({}), and samples are counted by class. Choose data "
                "with classes.",
                dataset.name, fmt::join(dataset.targetNames, ", "))};
  std::vector<std::vector<Index>> ofClass(dataset.classNames.size());
  for (std::size_t n = 0; n < dataset.train.labels.size(); ++n)
    ofClass[dataset.train.labels[n]].push_back(static_cast<Index>(n));
  std::vector<Index> chosen;
  for (std::size_t c = 0; c < ofClass.size(); ++c) {
    std::vector<Index>& samples = ofClass[c];
    if (static_cast<Index>(samples.size()) < perClass)
      return Error{message("{} samples per class are asked for, but the class {} of {} has only {}.",
                           perClass, dataset.classNames[c], dataset.name, samples.size())};
    Random(seed, "few samples", c).shuffle(std::span(samples));
    chosen.insert(chosen.end(), samples.begin(), samples.begin() + perClass);
  }
  auto few = std::make_shared<Dataset>();
  few->name = dataset.name;
  few->shape = dataset.shape;
  few->classNames = dataset.classNames;
  few->inputNames = dataset.inputNames;
  few->scaling = dataset.scaling;
  few->train = select(dataset.train, chosen);
  few->test = someOf(dataset.test, testSamples);
  few->checksum = checksum(few->train, few->test);
  return DatasetPtr(std::move(few));
}

}  // namespace pellucid::engine
