// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weight_keeping.h"

#include <algorithm>
#include <numeric>

#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

using engine::Carried;
using ui::ActionId;

bool isKept(Carried layer) {
  return layer == Carried::Whole || layer == Carried::Part;
}

engine::Matrix answersOf(const engine::Network& network, const engine::Vector& weights,
                         const engine::Dataset& data) {
  constexpr engine::Index kMostSamples = 32;
  std::vector<std::uint32_t> first(
      static_cast<std::size_t>(std::min<engine::Index>(data.test.size(), kMostSamples)));
  std::iota(first.begin(), first.end(), 0U);
  engine::Trace trace;
  engine::gather(data.test, data.inputs(), first, trace.input);
  network.forward(weights, trace);
  return trace.output();
}

/// More than rounding, where sums are added up in another order.
constexpr engine::Scalar kDifference = engine::Scalar(1e-4);

}  // namespace

WeightKeeping::WeightKeeping(ui::Document& document, ui::RunController& run, ui::Actions& actions)
    : m_document(document), m_run(run) {
  QAction& action = actions[ActionId::KeepWeights];
  connect(&action, &QAction::triggered, this, &WeightKeeping::keep);
  const auto showWhetherThereAre = [this, &action] { action.setEnabled(m_run.former().has_value()); };
  connect(&m_run, &ui::RunController::runReplaced, &action, showWhetherThereAre);
  showWhetherThereAre();
}

void WeightKeeping::keep() {
  if (const auto may = m_document.mayChange(); !may) return emit failed(ui::messageText(may.error().message));
  const auto former = m_run.former();
  if (!former || !m_document.hasData())
    return emit failed(tr("No run has been trained yet whose weights could be kept."));
  if (!former->weights->allFinite())
    return emit failed(tr("The run before has weights that are not numbers any more, so none are kept."));
  const ui::Design now = m_document.design();
  m_job.request([former = *former, now](const engine::Progress&) { return compute(former, now); },
                [this, id = now.id](Kept kept) {
                  if (m_document.design().id == id) begin(std::move(kept));
                });
}

WeightKeeping::Kept WeightKeeping::compute(const ui::RunController::Former& former, const ui::Design& now) {
  const engine::NetworkSpec& network = now.experiment.network;
  const auto next = engine::Network::create(network, now.dataset->shape).value();
  const engine::NetworkSpec& formerNetwork = former.design.experiment.network;
  Kept kept;
  kept.carried = engine::carryOver({formerNetwork, *former.design.dataset}, *former.weights,
                                   {network, *now.dataset}, next->initialParameters(now.experiment.seed));
  const auto before = engine::Network::create(formerNetwork, former.design.dataset->shape).value();
  const bool areComparable = former.design.dataset->test.size() > 0 && former.design.dataset == now.dataset &&
                             before->outputs() == next->outputs();
  kept.answersAlike = areComparable && (answersOf(*before, *former.weights, *now.dataset) -
                                        answersOf(*next, kept.carried.weights, *now.dataset))
                                               .cwiseAbs()
                                               .maxCoeff() <= kDifference;
  return kept;
}

void WeightKeeping::begin(Kept kept) {
  if (std::ranges::none_of(kept.carried.layers, isKept))
    return emit failed(
        tr("Nothing of the run before fits this network: all its layers are new, or what reaches them is."));
  const QString message = text(kept, m_document.experiment().network);
  if (const auto begun = m_run.restartFrom(std::move(kept.carried.weights), tr("keep what fits")); !begun)
    return emit failed(ui::messageText(begun.error().message));
  emit this->kept(message);
}

QString WeightKeeping::text(const Kept& kept, const engine::NetworkSpec& network) {
  if (kept.answersAlike)
    return tr(
        "The run begins with what the one before had learned, and all answers are still the same: what "
        "is new does not change them yet.");
  QStringList old;
  QStringList fresh;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const QString name = ui::messageText(engine::layerName(network, i));
    if (isKept(kept.carried.layers[i])) old << name;
    if (kept.carried.layers[i] == Carried::Fresh) fresh << name;
  }
  const QString comma = tr(", ", "between the names of layers");
  if (fresh.isEmpty())
    return tr("Kept from the run before: %1. The answers differ, because this network makes something else "
              "of "
              "these weights.")
        .arg(old.join(comma));
  return tr("Kept from the run before: %1. Drawn from the seed, because it is new or what reaches it is: %2.")
      .arg(old.join(comma), fresh.join(comma));
}

}  // namespace pellucid::app
