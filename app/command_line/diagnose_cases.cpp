// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/diagnose_cases.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/io/example_folder.h"

namespace pellucid::app {
namespace {

using engine::Activation;
using engine::DiagnosisRule;
using engine::Experiment;
using engine::Optimizer;

/// Learning rates with which an example does what its sentence says. Its own rate is for its own optimizer.
struct SuitedRates {
  std::string_view example;
  double sgd;
  double momentum;
  double adam;
};
constexpr std::array kSuitedRates = {
    SuitedRates{"first-steps-2-unit", 0.03, 0.01, 0.03},
    SuitedRates{"first-steps-3-and", 3, 0.3, 0.1},
    SuitedRates{"first-steps-5-xor", 3, 0.3, 0.1},
    SuitedRates{"plane-1-circle", 0.3, 0.03, 0.03},
    SuitedRates{"plane-2-clouds", 0.1, 0.01, 0.03},
    SuitedRates{"plane-3-spiral", 0.1, 0.01, 0.01},
    SuitedRates{"plane-4-pinwheel", 0.1, 0.01, 0.01},
    SuitedRates{"numbers-1-curve", 0.05, 0.01, 0.01},
    SuitedRates{"numbers-2-two-inputs", 0.1, 0.02, 0.01},
    SuitedRates{"numbers-3-prices", 0.1, 0.01, 0.01},
    SuitedRates{"digits-1-softmax", 0.1, 0.01, 0.001},
    SuitedRates{"digits-2-hidden-layer", 0.1, 0.01, 0.001},
    SuitedRates{"digits-3-deep", 0.1, 0.01, 0.001},
    SuitedRates{"digits-4-convolution", 0.1, 0.01, 0.002},
    SuitedRates{"digits-5-lenet", 0.1, 0.02, 0.002},
    SuitedRates{"digits-6-batch-norm", 0.1, 0.01, 0.002},
    SuitedRates{"digits-7-dropout", 0.1, 0.02, 0.001},
    SuitedRates{"transfer-1-parity", 0.1, 0.01, 0.001},
    SuitedRates{"transfer-2-high-digits", 0.1, 0.01, 0.001},
    SuitedRates{"transfer-3-inverted", 0.1, 0.01, 0.001},
};

std::string fileName(const engine::StoredExample& stored) {
  return stored.file.stem().string();
}

bool isOfDigits(const CheckCase& one) {
  return one.experiment.data.name.starts_with("mnist");
}

void choose(Experiment& experiment, Optimizer optimizer, double rate) {
  experiment.training.optimizer = optimizer;
  experiment.training.settings = engine::defaultSettings(optimizer);
  experiment.training.learningRate = rate;
}

/// The file's claims about the example as it is.
std::vector<CheckClaim> claimsOf(const engine::Example& example) {
  std::vector<CheckClaim> claims;
  const auto others = nlohmann::json::parse(example.others);
  for (const auto& claim : others.at("claims"))
    if (!claim.contains("with") && claim.contains("at_least"))
      claims.push_back({.measure = claim.at("measure").get<std::string>(),
                        .steps = claim.at("steps").get<std::int64_t>(),
                        .atLeast = claim.at("at_least").get<double>()});
  return claims;
}

engine::Result<std::vector<engine::StoredExample>> galleryIn(const std::filesystem::path& folder) {
  engine::ExampleFolder read = engine::readExamples(folder);
  if (!read.problems.empty()) return engine::Error{read.problems.front()};
  if (read.examples.empty())
    return engine::Error{engine::message("There are no examples in {}.", folder.string())};
  return std::move(read.examples);
}

/// A network that learns 2,000 digits well: 784–32 relu–10 softmax, Adam.
CheckCase digitsWith(std::string name, DiagnosisRule rule, const std::function<void(Experiment&)>& plant,
                     std::function<void(engine::Dataset&)> spoil = {}) {
  CheckCase planted{.name = std::move(name), .optimizer = "adam", .steps = 1000, .fault = rule};
  planted.experiment = engine::seedExperiment();
  planted.experiment.data.name = "mnist,samples=2000";
  planted.experiment.network.layers[0].units = 32;
  plant(planted.experiment);
  planted.spoil = std::move(spoil);
  return planted;
}

void keepFew(engine::Dataset& dataset, std::uint8_t rare) {
  std::vector<engine::Index> kept;
  for (engine::Index i = 0; i < dataset.train.size(); ++i)
    if (dataset.train.labels[static_cast<std::size_t>(i)] != rare || i % 25 == 0) kept.push_back(i);
  dataset.train = select(dataset.train, kept);
}

void leak(engine::Dataset& dataset) {
  std::vector<engine::Index> some(200);
  std::iota(some.begin(), some.end(), 0);
  const engine::Split leaked = select(dataset.train, some);
  std::ranges::copy(leaked.pixels, dataset.test.pixels.begin());
  std::ranges::copy(leaked.labels, dataset.test.labels.begin());
}

}  // namespace

engine::Result<std::vector<CheckCase>> healthyCases(const std::filesystem::path& gallery) {
  const auto examples = galleryIn(gallery);
  if (!examples) return examples.error();
  std::vector<CheckCase> cases;
  for (const engine::StoredExample& stored : *examples) {
    const auto rates = std::ranges::find(kSuitedRates, fileName(stored), &SuitedRates::example);
    if (rates == kSuitedRates.end()) continue;
    const auto add = [&](const char* name, Optimizer optimizer, double rate) {
      CheckCase one{.name = fileName(stored), .optimizer = name, .experiment = stored.example.experiment};
      if (optimizer != one.experiment.training.optimizer) choose(one.experiment, optimizer, rate);
      one.claims = claimsOf(stored.example);
      for (const CheckClaim& claim : one.claims) one.steps = std::max(one.steps, claim.steps);
      // With small data, and without Adam's memory, it takes longer.
      constexpr std::int64_t kLonger = 3;
      if (optimizer != Optimizer::Adam && !isOfDigits(one)) one.steps *= kLonger;
      cases.push_back(std::move(one));
    };
    add("sgd", Optimizer::Sgd, rates->sgd);
    add("momentum", Optimizer::Momentum, rates->momentum);
    add("adam", Optimizer::Adam, rates->adam);
  }
  return cases;
}

engine::Result<std::vector<CheckCase>> faultyCases(const std::filesystem::path& gallery) {
  const auto examples = galleryIn(gallery);
  if (!examples) return examples.error();
  constexpr std::array kOfGallery = {
      std::pair{std::string_view("going-wrong-1-rate-too-large"), DiagnosisRule::StepsTooLarge},
      std::pair{std::string_view("going-wrong-2-rate-too-small"), DiagnosisRule::StepsTooSmall},
      std::pair{std::string_view("going-wrong-3-zeros"), DiagnosisRule::EqualUnits},
      std::pair{std::string_view("going-wrong-4-dead-relu"), DiagnosisRule::DeadUnits},
      std::pair{std::string_view("going-wrong-5-ten-sigmoids"), DiagnosisRule::Vanishing},
      std::pair{std::string_view("going-wrong-6-over-fitting"), DiagnosisRule::OverFitting},
      std::pair{std::string_view("going-wrong-7-unscaled"), DiagnosisRule::InputScale},
      std::pair{std::string_view("first-steps-4-xor-alone"), DiagnosisRule::LearnsNothing}};
  std::vector<CheckCase> cases;
  for (const auto& [file, rule] : kOfGallery) {
    const auto stored =
        std::ranges::find_if(*examples, [&](const auto& one) { return fileName(one) == file; });
    if (stored == examples->end()) return engine::Error{engine::message("There is no example {}.", file)};
    const Experiment& experiment = stored->example.experiment;
    cases.push_back({.name = std::string(file),
                     .optimizer = std::string(nameOf(experiment.training.optimizer)),
                     .experiment = experiment,
                     .steps = 1000,
                     .fault = rule});
  }
  CheckCase unscaled = cases[6];
  unscaled.fault = DiagnosisRule::SaturatedUnits;
  cases.push_back(unscaled);
  unscaled.fault = DiagnosisRule::TargetScale;
  cases.push_back(std::move(unscaled));
  const auto same = [](Experiment&) {};
  cases.push_back(digitsWith("labels in a random order", DiagnosisRule::LearnsNothing,
                             [](Experiment& experiment) { experiment.data.name = "mnist+shuffle-labels"; }));
  cases.push_back(
      digitsWith("all inputs 0", DiagnosisRule::LearnsNothing, same,
                 [](engine::Dataset& dataset) { std::ranges::fill(dataset.train.pixels, std::uint8_t{0}); }));
  cases.push_back(digitsWith("test samples from training", DiagnosisRule::SameSamples, same, leak));
  cases.push_back(digitsWith("a rare class", DiagnosisRule::UnbalancedClasses, same,
                             [](engine::Dataset& dataset) { keepFew(dataset, 8); }));
  cases.push_back(
      digitsWith("squared errors for classes", DiagnosisRule::LossMismatch,
                 [](Experiment& experiment) { experiment.training.loss = engine::Loss::MeanSquares; }));
  cases.push_back(digitsWith("no bend", DiagnosisRule::NoBend, [](Experiment& experiment) {
    experiment.network.layers[0].activation = Activation::Linear;
  }));
  cases.push_back(digitsWith("dropout of 0.9", DiagnosisRule::LargeDropout, [](Experiment& experiment) {
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, engine::dropout(0.9));
  }));
  cases.push_back(
      digitsWith("batch norm with batches of 2", DiagnosisRule::TinyBatchNorm, [](Experiment& experiment) {
        experiment.network.layers.insert(experiment.network.layers.begin() + 1,
                                         engine::batchNorm(Activation::Relu));
        experiment.training.batchSize = 2;
      }));
  cases.push_back(digitsWith("all layers frozen", DiagnosisRule::FrozenLayers, [](Experiment& experiment) {
    for (auto& layer : experiment.network.layers) layer.frozen = true;
  }));
  cases.push_back(digitsWith("Adam with a rate of 1", DiagnosisRule::StepsTooLarge,
                             [](Experiment& experiment) { experiment.training.learningRate = 1; }));
  cases.push_back(
      digitsWith("pixels from 0 to 255", DiagnosisRule::InputScale, same, [](engine::Dataset& dataset) {
        for (engine::Split* split : splitsOf(dataset)) {
          makeNumbers(*split, dataset.inputs());
          split->numbers *= engine::Scalar(255);
        }
      }));
  cases.push_back(cases.back());
  cases.back().fault = DiagnosisRule::InitialLoss;
  return cases;
}

}  // namespace pellucid::app
