// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units_panel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/run/place_names.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kColumnWidth = 216;
constexpr int kLeastWidth = 230;
constexpr int kAtMean = 1;  // one of the two ways to hold a unit

/// On small screens the canvas is beside it.
QWidget* scrolled(QWidget* content) {
  auto* area = new QScrollArea;
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setMinimumWidth(kLeastWidth);
  return area;
}

}  // namespace

UnitsPanel::UnitsPanel(Units& units)
    : m_units(units),
      m_model(units),
      m_questions(new SegmentedControl),
      m_pages(new QStackedWidget),
      m_mattered(new MatteredPage(units)),
      m_wants(new WantsPage(units)),
      m_without(new WithoutPage(units)) {
  m_questions->setAccessibleName(tr("What to look at"));
  struct Question {
    QString title;
    QString toolTip;
    QWidget* page;
  };
  for (const Question& each : std::initializer_list<Question>{
           {tr("Excites"),
            tr("Which samples excite the unit most, with which weights it looks, and where its answer goes"),
            new StrongestPage(units)},
           {tr("Maps"),
            tr("Maps, weights and their gradients for the sample that is shown, with every number"),
            new MapsPage(units)},
           {tr("Mattered"),
            tr("Which pixels or columns mattered for this answer: by the slope, and by covering them"),
            m_mattered},
           {tr("Wants"), tr("An input that climbs to what the unit wants, in steps that can be seen"),
            m_wants},
           {tr("Without"), tr("What the network can no longer do when units are switched off"), m_without}}) {
    const int index = m_questions->addTab(each.title);
    m_questions->setTabToolTip(index, each.toolTip);
    m_pages->addWidget(each.page);
  }
  connect(m_questions, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
  auto* answers = new QWidget;
  auto* right = new QVBoxLayout(answers);
  right->setContentsMargins(0, 0, 0, 0);
  right->setSpacing(6);
  right->addWidget(m_questions, 0, Qt::AlignLeft);
  right->addWidget(m_pages, 1);
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(10, 8, 10, 8);
  columns->setSpacing(12);
  columns->addWidget(makeColumn());
  columns->addWidget(scrolled(answers), 1);
  units.watch(*this);
  connect(&units, &Units::chosenChanged, this, &UnitsPanel::refresh);
  connect(&units, &Units::lookChanged, this, &UnitsPanel::showSwitch);
  connect(&units, &Units::offChanged, this, &UnitsPanel::showSwitch);
  m_progress.setInterval(100);
  connect(&m_progress, &QTimer::timeout, this, &UnitsPanel::showSwitch);
  refresh();
}

QWidget* UnitsPanel::makeColumn() {
  auto* column = new QWidget;
  column->setFixedWidth(kColumnWidth);
  m_layers = described(new QComboBox, tr("Layer"),
                       tr("The layer whose units are looked at; it is selected on the canvas, too."));
  m_table = new UnitTable(m_units, m_model);
  m_switch =
      described(new QPushButton, tr("Switch off"),
                tr("Holds what the chosen unit gives at one number, whatever it computes, and shows what the "
                   "network can still do. It is only for looking: training goes on with all units."));
  m_allOn = described(new QPushButton(tr("All &on")), tr("All on"), tr("Switches all units on again."));
  m_held = described(
      new QComboBox, tr("Held at"),
      tr("What a unit gives when it is switched off: nothing, or always what it gives on average, so "
         "that only what it tells apart is lost."));
  m_held->addItem(tr("off: it gives 0"));
  m_held->addItem(tr("off: it gives its mean"));
  m_rank = described(
      new QPushButton, tr("Rank all"),
      tr("Switches each unit of the layer off by itself and counts what is lost without it. Sort the "
         "list by “without” to see which one the network needs most."));
  m_rankText = mutedLabel();
  m_rankText->setMinimumHeight(2 * m_rankText->fontMetrics().lineSpacing());
  m_rankText->setAlignment(Qt::AlignTop);
  auto* rows = new QVBoxLayout(column);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_layers);
  rows->addWidget(m_table, 1);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_switch, 1);
  buttons->addWidget(m_allOn);
  rows->addLayout(buttons);
  rows->addWidget(m_held);
  rows->addWidget(m_rank);
  rows->addWidget(m_rankText);
  connect(m_layers, &QComboBox::activated, this,
          [this](int layer) { m_units.setLayer(static_cast<std::size_t>(layer)); });
  connect(m_held, &QComboBox::currentIndexChanged, this, &UnitsPanel::showSwitch);
  connect(m_switch, &QPushButton::clicked, this, &UnitsPanel::toggle);
  connect(m_allOn, &QPushButton::clicked, this, [this] { m_units.selection().setSwitchedOff({}); });
  connect(m_rank, &QPushButton::clicked, this, &UnitsPanel::rank);
  return column;
}

void UnitsPanel::refresh() {
  setEnabled(m_units.moment() != nullptr);
  if (!m_units.moment()) return showSwitch();
  const Moment& moment = *m_units.moment();
  const PlaceNames names(moment);
  QStringList layers;
  for (std::size_t i = 0; i < moment.network().layerCount(); ++i) layers << names.layer(i);
  const QSignalBlocker blocker(m_layers);
  QStringList shown;
  for (int i = 0; i < m_layers->count(); ++i) shown << m_layers->itemText(i);
  if (shown != layers) {
    m_layers->clear();
    m_layers->addItems(layers);
  }
  m_layers->setCurrentIndex(static_cast<int>(m_units.layer()));
  const bool isRanked = m_ranked && m_units.layer() == m_rankedLayer && isSameNetwork(*m_ranked, moment);
  if (!isRanked) m_ranking.forget();
  showSwitch();
}

void UnitsPanel::showSwitch() {
  const bool isThere = m_units.moment() != nullptr;
  const bool can = isThere && m_units.canBeSwitchedOff();
  const bool isOff = isThere && m_units.isOff(m_units.layer(), m_units.channel());
  m_switch->setText(isOff ? tr("S&witch on") : tr("S&witch off"));
  m_switch->setAccessibleName(isOff ? tr("Switch on") : tr("Switch off"));
  // Its mean must be known.
  m_switch->setEnabled(can && (isOff || m_held->currentIndex() != kAtMean || m_units.look()));
  m_allOn->setEnabled(!m_units.selection().switchedOff().empty());
  const bool isBusy = m_ranking.isBusy();
  m_held->setEnabled(can && !isBusy);
  // The means must be known.
  m_rank->setText(isBusy ? tr("&Cancel") : tr("Ran&k all"));
  m_rank->setEnabled(can && m_units.look());
  if (isBusy != m_progress.isActive()) isBusy ? m_progress.start() : m_progress.stop();
  if (!can)
    m_rankText->setText(isThere ? tr("The units of the output are the answers themselves, and stay on.")
                                : QString());
  else if (isBusy)
    m_rankText->setText(tr("Counting without each of them: %1").arg(percentText(m_ranking.share(), 0)));
  else if (const RankingPtr& ranking = m_model.ranking())
    m_rankText->setText(tr("“without” is of step %1.").arg(countText(ranking->moment->snapshot->state.step)));
  else
    m_rankText->setText(tr("Which of them does the network need?"));
}

void UnitsPanel::toggle() {
  const std::size_t layer = m_units.layer();
  const engine::Index channel = m_units.channel();
  if (m_units.isOff(layer, channel)) return m_units.setOff(layer, channel, std::nullopt);
  const bool isMean = m_held->currentIndex() == kAtMean;
  if (isMean && !m_units.look()) return;
  m_units.setOff(layer, channel,
                 isMean ? static_cast<engine::Scalar>(m_units.look()->of(channel).mean) : engine::Scalar(0));
  setPage(kWithout);
}

void UnitsPanel::rank() {
  if (m_ranking.isBusy()) {
    m_ranking.forget();
    return showSwitch();
  }
  const UnitLookPtr& look = m_units.look();
  if (!look) return;
  m_rankedLayer = m_units.layer();
  m_ranked = m_units.moment();
  engine::Vector values = engine::Vector::Zero(m_units.channels());
  if (m_held->currentIndex() == kAtMean)
    for (engine::Index c = 0; c < values.size(); ++c)
      values[c] = static_cast<engine::Scalar>(look->of(c).mean);
  m_ranking.request(
      [look, values, moment = m_ranked,
       already = m_units.selection().switchedOff()](const engine::Progress& progress) -> RankingPtr {
        const auto& snapshot = moment->snapshot;
        auto counted =
            engine::withoutEach(*snapshot->network, snapshot->state.weights, snapshot->experiment.training,
                                *look->dataset, look->split(), look->layer, values, already, progress);
        if (!counted) return nullptr;
        return std::make_shared<const Ranking>(
            Ranking{.moment = moment, .layer = look->layer, .counted = std::move(*counted)});
      },
      [this](const RankingPtr& ranking) {
        if (ranking) {
          m_model.setRanking(ranking);
          m_table->sortByColumn(UnitTableModel::kLost, Qt::DescendingOrder);
        }
        showSwitch();
      });
  showSwitch();
}

}  // namespace pellucid::ui
