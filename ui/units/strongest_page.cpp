// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/strongest_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

#include "ui/run/place_names.h"
#include "ui/units/units_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr std::size_t kMostOut = 6;
constexpr std::size_t kMostIn = 10;  // where the weights are not a picture

/// All pictures stacked vertically, like the channels of an image.
engine::Vector belowEachOther(const std::vector<WeightPicture>& pictures) {
  const engine::Index each = pictures.front().w.size();
  engine::Vector all(each * static_cast<engine::Index>(pictures.size()));
  for (const WeightPicture& picture : pictures) all.segment(picture.from * each, each) = picture.w;
  return all;
}

}  // namespace

StrongestPage::StrongestPage(Units& units)
    : m_units(units),
      m_model(units),
      m_caption(mutedLabel()),
      m_list(new ExcitationList(m_model)),
      m_classesTitle(new QLabel),
      m_classes(
          new ValueBars(tr("Mean for each class"),
                        tr("What it gives on average for the samples of each class. A unit that is high for "
                           "one class alone has learned what that class looks like."))),
      m_weightsTitle(new QLabel(tr("Its weights"))),
      m_weights(new ValuePicture(tr("Incoming weights as a picture"),
                                 tr("The weights that it multiplies its inputs with: orange raises its sum, "
                                    "blue lowers it. Point at one, or use the arrow keys, for its number."))),
      m_weightBars(new ValueBars(tr("Largest incoming weights"),
                                 tr("The weights that count most: orange raises its sum, blue lowers it."))),
      m_weightText(mutedLabel()),
      m_outTitle(new QLabel(tr("Where its answer goes"))),
      m_out(new ValueBars(tr("Largest outgoing weights"),
                          tr("What a 1 of it adds to the sums of the next layer. Click one, or press Enter, "
                             "to go on to that unit."))) {
  for (QLabel* title : {m_classesTitle, m_weightsTitle, m_outTitle}) title->setProperty("heading", true);
  m_classesTitle->setText(tr("Mean for each class"));
  m_weights->setSide(150);
  m_weightText->setMinimumHeight(2 * m_weightText->fontMetrics().lineSpacing());
  m_weightText->setAlignment(Qt::AlignTop);
  auto* left = new QVBoxLayout;
  left->addWidget(m_caption);
  left->addWidget(m_list, 1);
  auto* right = new QVBoxLayout;
  right->setSpacing(4);
  right->addWidget(m_weightsTitle);
  right->addWidget(m_weights, 3);
  right->addWidget(m_weightBars);
  right->addWidget(m_weightText);
  right->addWidget(m_classesTitle);
  right->addWidget(m_classes);
  right->addWidget(m_outTitle);
  right->addWidget(m_out);
  right->addStretch(1);
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(12);
  columns->addLayout(left, 5);
  columns->addLayout(right, 3);
  connect(&units, &Units::chosenChanged, this, &StrongestPage::refresh);
  connect(&units, &Units::lookChanged, this, &StrongestPage::refresh);
  connect(&units, &Units::momentChanged, this, [this] {
    if (!isVisible()) return;
    m_model.refreshShown();
    showWeights();
  });
  connect(m_list, &ExcitationList::wanted, &units, &Units::want);
  connect(m_weights, &ValuePicture::pointedAt, this, [this] { showWeights(); });
  connect(m_out, &ValueBars::chosen, this, [this](int bar) {
    const OutgoingWeight to = m_outgoing[static_cast<std::size_t>(bar)];  // copied: choosing changes them
    m_units.setLayer(to.layer);
    m_units.setChannel(to.channel);
  });
}

void StrongestPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void StrongestPage::refresh() {
  if (!isVisible() || !m_units.moment()) return;
  m_model.refresh();
  const UnitLookPtr& look = m_units.look();
  const QString name = longChannelName(*m_units.moment(), m_units.layer(), m_units.channel());
  if (!look)
    m_caption->setText(m_units.moment()->dataset->train.size() == 0
                           ? tr("There are no samples here to look through.")
                           : tr("Looking through all samples for those that excite it most…"));
  else if (m_model.rowCount() == 0)
    m_caption->setText(tr("%1 gives no numbers that are in range.").arg(name));
  else
    m_caption->setText(tr("%1 gives most for these %2 of %3 samples (step %4).",
                          "a unit, how many samples are shown, how many there are, and of which weights")
                           .arg(name, countText(m_model.rowCount()), countText(look->split().size()),
                                countText(look->snapshot->state.step)));
  m_list->doItemsLayout();
  showClasses();
  showWeights();
}

void StrongestPage::showClasses() {
  const UnitLookPtr& look = m_units.look();
  const bool has = look && look->dataset->hasClasses();
  m_classes->setVisible(has);
  m_classesTitle->setVisible(has);
  if (!has) return;
  const engine::Vector& means = look->of(m_units.channel()).classMeans;
  std::vector<ValueBars::Bar> bars;
  for (engine::Index c = 0; c < means.size(); ++c)
    bars.push_back({.name = classText(*look->dataset, c), .value = static_cast<double>(means[c])});
  m_classes->show(std::move(bars), static_cast<double>(means.cwiseAbs().maxCoeff()), means.minCoeff() < 0);
}

void StrongestPage::showWeights() {
  if (!m_units.moment()) return;
  const Moment& moment = *m_units.moment();
  const std::size_t layer = m_units.layer();
  m_pictures = weightsInto(moment, layer, m_units.channel(), false);
  const bool hasWeights = !m_pictures.empty();
  const bool isPicture = hasWeights && m_pictures.front().isPicture;
  m_weightsTitle->setVisible(hasWeights);
  m_weightText->setVisible(hasWeights);
  m_weights->setVisible(isPicture);
  m_weightBars->setVisible(hasWeights && !isPicture);
  if (hasWeights) {
    const engine::Vector all = belowEachOther(m_pictures);
    const double range = static_cast<double>(all.cwiseAbs().maxCoeff());
    const QSize size = m_pictures.front().size;
    if (isPicture) {
      m_weights->showValues(all, {size.width(), size.height() * static_cast<int>(m_pictures.size())}, range);
      const auto pointed = m_weights->pointed();
      if (pointed) {
        const engine::Index at = engine::Index{pointed->y()} * size.width() + pointed->x();
        if (at < all.size())
          m_weightText->setText(m_units.areMaps()
                                    ? tr("weight %1 of the filter: w = %2")
                                          .arg(countText(at + 1), valueText(static_cast<double>(all[at])))
                                    : tr("%1: w = %2")
                                          .arg(PlaceNames(moment).shortSource(layer, at),
                                               valueText(static_cast<double>(all[at]))));
      } else {
        m_weightText->setText(tr("Full colour: ±%1").arg(valueText(range)));
      }
    } else {
      std::vector<engine::Index> order(static_cast<std::size_t>(all.size()));
      std::iota(order.begin(), order.end(), engine::Index{0});
      std::ranges::stable_sort(order, std::ranges::greater(),
                               [&](engine::Index i) { return std::abs(all[i]); });
      const bool isAll = order.size() <= kMostIn;
      if (!isAll) order.resize(kMostIn);
      std::vector<ValueBars::Bar> bars;
      for (const engine::Index i : order)
        bars.push_back(
            {.name = PlaceNames(moment).shortSource(layer, i), .value = static_cast<double>(all[i])});
      m_weightBars->show(std::move(bars), range);
      m_weightText->setText(isAll ? QString()
                                  : tr("The %1 largest of %2")
                                        .arg(countText(static_cast<qint64>(kMostIn)), countText(all.size())));
    }
  }
  m_outgoing = largestOutOf(moment, layer, m_units.channel(), kMostOut);
  m_outTitle->setVisible(!m_outgoing.empty());
  m_out->setVisible(!m_outgoing.empty());
  std::vector<ValueBars::Bar> bars;
  double range = 0;
  for (const OutgoingWeight& each : m_outgoing) {
    range = std::max(range, std::abs(each.sum));
    bars.push_back({.name = channelName(moment, each.layer, each.channel), .value = each.sum});
  }
  m_out->show(std::move(bars), range);
}

}  // namespace pellucid::ui
