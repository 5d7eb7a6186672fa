// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/maps_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/train/phase.h"
#include "ui/maps/class_legend.h"
#include "ui/maps/map_text.h"
#include "ui/maps/maps_view.h"
#include "ui/widgets/described.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

/// Below this height the maps get all the room.
constexpr int kLowPanel = 260;
/// Below this width the choices do.
constexpr int kNarrowPanel = 590;

enum Method { kByPca, kByTsne };

}  // namespace

MapsPanel::MapsPanel(MapLooks& looks, Selection& selection, QWidget* parent)
    : QWidget(parent),
      m_looks(looks),
      m_selection(selection),
      m_view(new MapsView),
      m_heading(new QLabel(tr("What has it learned?"))),
      m_caption(new ElidedLabel),
      m_legend(new ClassLegend) {
  m_heading->setProperty("heading", true);
  m_heading->setMinimumWidth(1);  // it shrinks before the window becomes wider
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 6, 10, 8);
  rows->setSpacing(4);
  rows->addLayout(makeControls());
  rows->addWidget(makeTsneControls());
  rows->addWidget(m_caption);
  rows->addWidget(m_legend);
  rows->addWidget(m_view, 1);
  looks.watch(*this);
  connect(&looks, &MapLooks::lookChanged, this, &MapsPanel::refresh);
  connect(&looks, &MapLooks::shownChanged, this, [this] { m_view->setShown(m_looks.shown()); });
  connect(&looks, &MapLooks::momentChanged, this, [this] {
    if (isVisible()) showPlaces();
  });
  connect(m_view, &MapsView::sampleChosen, &looks, &MapLooks::want);
  connect(m_view, &MapsView::layerChosen, &selection, &Selection::setLayer);
  connect(m_view, &MapsView::onlyChosen, this, [this](std::optional<std::size_t> map) {
    m_which->setCurrentIndex(map ? static_cast<int>(*map) + 1 : 0);
  });
  connect(&selection, &Selection::layerChanged, this, [this] { m_view->setLayer(m_selection.layer()); });
  connect(m_method, &QTabBar::currentChanged, this, [this] {
    m_tsneControls->setVisible(isByTsne());
    if (!isByTsne() && m_tsne.isBusy()) m_tsne.forget();  // it would never be finished
    layOutSoon();
    showMaps();
  });
  connect(&m_tsne, &TsneMaps::changed, this, [this] {
    showTsne();
    if (isByTsne()) showMaps();
  });
  connect(&m_tsne, &TsneMaps::shareChanged, this, &MapsPanel::showTsne);
  m_view->setLayer(selection.layer());
  m_tsneControls->hide();
  refresh();
}

QWidget* MapsPanel::makeTsneControls() {
  m_perplexity =
      described(new QSpinBox, tr("Perplexity"),
                tr("About how many neighbours of each sample the map keeps near it: few show small "
                   "groups, many the whole"));
  m_perplexity->setRange(2, 100);
  m_perplexity->setValue(30);
  m_seed = described(new QSpinBox, tr("Seed of the map"),
                     tr("Where the points begin. Groups that are there with every seed are in the data"));
  m_seed->setRange(1, 999);
  m_again = new QToolButton;
  m_again->setFocusPolicy(Qt::StrongFocus);
  m_progress = new ElidedLabel;
  connect(m_perplexity, &QSpinBox::valueChanged, this, &MapsPanel::layOutSoon);
  connect(m_seed, &QSpinBox::valueChanged, this, &MapsPanel::layOutSoon);
  connect(m_again, &QToolButton::clicked, this, [this] {
    if (m_tsne.isBusy()) return m_tsne.stop();
    m_tsne.forget();
    layOutSoon();
  });
  m_tsneControls = new QWidget;
  auto* row = new QHBoxLayout(m_tsneControls);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  const auto add = [row](const QString& name, QSpinBox* box) {
    auto* label = new QLabel(name);
    label->setBuddy(box);
    row->addWidget(label);
    row->addWidget(box);
  };
  add(tr("perplexity"), m_perplexity);
  add(tr("seed"), m_seed);
  row->addWidget(m_again);
  row->addWidget(m_progress, 1);
  return m_tsneControls;
}

bool MapsPanel::isByTsne() const {
  return m_method->currentIndex() == kByTsne;
}

void MapsPanel::layOutSoon() {
  const MapLookPtr& look = m_looks.look();
  if (!isByTsne() || !look) return;
  const engine::TsneSettings settings{.perplexity = static_cast<double>(m_perplexity->value()),
                                      .seed = static_cast<std::uint64_t>(m_seed->value())};
  const bool hasOtherSettings =
      m_tsne.settings().perplexity != settings.perplexity || m_tsne.settings().seed != settings.seed;
  if (m_tsne.look() == look && !hasOtherSettings) return;
  // While training runs, the map stays at the step where it began.
  const bool isRunning = engine::isRunning(m_looks.moment()->snapshot->phase);
  const bool isOfSame = m_tsne.look() && m_tsne.look()->samples == look->samples &&
                        m_tsne.look()->of.dataset == look->of.dataset &&
                        m_tsne.look()->maps.size() == look->maps.size();
  if (!isRunning || !isOfSame)
    m_tsne.begin(look, settings);
  else if (hasOtherSettings)
    m_tsne.begin(m_tsne.look(), settings);
}

void MapsPanel::showTsne() {
  const bool isBusy = m_tsne.isBusy();
  m_again->setText(isBusy ? tr("S&top") : tr("&Again"));
  m_again->setToolTip(isBusy ? tr("Leave the maps as they are now")
                             : tr("Lay the maps out again from the beginning, of the step that is shown"));
  const TsneMaps::Frame& frame = m_tsne.frame();
  if (isBusy && frame.places.empty())
    m_progress->setText(tr("Looking for neighbours: %1").arg(percentText(m_tsne.share(), 0)));
  else if (isBusy)
    m_progress->setText(tr("Laying out: %1 of %2").arg(countText(frame.steps), countText(TsneMaps::kSteps)));
  else if (!frame.places.empty())
    m_progress->setText(tr("Laid out in %1 moves").arg(countText(frame.steps)));
  else
    m_progress->setText(m_tsne.look() ? tr("Stopped before there was a map, so PCA is still shown.")
                                      : QString());
}

void MapsPanel::showMaps() {
  const MapLookPtr& look = m_looks.look();
  const TsneMaps::Frame& frame = m_tsne.frame();
  const bool hasTsne = isByTsne() && look && m_tsne.look() && !frame.places.empty();
  const MapLookPtr& shown = hasTsne ? m_tsne.look() : look;
  m_caption->setText(shown ? mapsText(*shown) : QString());
  m_view->setLook(shown,
                  hasTsne ? MapsView::OtherPoints{frame.places, frame.losses} : MapsView::OtherPoints{});
}

QLayout* MapsPanel::makeControls() {
  m_which = described(new QComboBox, tr("Which maps"),
                      tr("All layers beside each other, from the input to the output, or one of them alone"));
  m_source = described(new QComboBox, tr("Samples"),
                       tr("Test samples never took part in training, so they tell whether the network has "
                          "learned something general"));
  m_source->addItem(tr("test samples"));
  m_source->addItem(tr("training samples"));
  m_most = described(new QComboBox, tr("How many samples"),
                     tr("At most so many samples, chosen at random, and always the same ones"));
  for (const int most : {500, 1000, 2000}) m_most->addItem(countText(most), most);
  m_most->setCurrentIndex(m_most->findData(static_cast<int>(m_looks.most())));
  connect(m_which, &QComboBox::currentIndexChanged, this, [this](int index) {
    m_view->setOnly(index > 0 ? std::optional(static_cast<std::size_t>(index - 1)) : std::nullopt);
  });
  connect(m_source, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_looks.setSource(index == 0 ? SampleSource::Test : SampleSource::Training); });
  connect(m_most, &QComboBox::currentIndexChanged, this,
          [this] { m_looks.setMost(m_most->currentData().toInt()); });
  m_method = new SegmentedControl;
  m_method->setAccessibleName(tr("How the maps are made"));
  m_method->addTab(tr("PCA"));
  m_method->setTabToolTip(kByPca, tr("The two directions in which a layer's numbers vary most: distances are "
                                     "true as far as two directions can show them"));
  m_method->addTab(tr("t-SNE"));
  m_method->setTabToolTip(kByTsne, tr("What is near stays near: groups come apart, but how far they are from "
                                      "each other means little. It takes a few seconds"));
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(m_heading);
  row->addStretch();
  row->addWidget(m_method);
  for (QComboBox* box : {m_which, m_source, m_most}) {
    box->setMinimumContentsLength(6);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(box);
  }
  return row;
}

QString MapsPanel::emptyText() const {
  const MomentPtr& moment = m_looks.moment();
  if (moment == nullptr) return tr("Here you will see what each layer makes of the samples.");
  if (splitOf(*moment->dataset, m_looks.source()).size() > 0)
    return tr("Sending the samples through the network…");
  return m_looks.source() == SampleSource::Test
             ? tr("These data have no test samples. Choose the training samples above.")
             : tr("The training samples of these data are not here.");
}

void MapsPanel::showWhich() {
  if (!m_looks.look() && m_which->count() > 0) return;  // the choices stay for the next look
  QStringList names = {tr("all layers")};
  if (const MapLookPtr& look = m_looks.look())
    for (std::size_t i = 0; i < look->maps.size(); ++i) names << mapTitle(*look, i);
  QStringList before;
  for (int i = 0; i < m_which->count(); ++i) before << m_which->itemText(i);
  if (names == before) return;
  const QSignalBlocker blocker(m_which);
  const int chosen = m_which->currentIndex();
  m_which->clear();
  m_which->addItems(names);
  m_which->setCurrentIndex(chosen < names.size() ? std::max(chosen, 0) : 0);
}

void MapsPanel::showPlaces() {
  const MapLookPtr& look = m_looks.look();
  m_view->setShownPlaces(look && m_looks.moment() ? placesIn(*look, m_looks.moment()->probe.trace)
                                                  : std::vector<std::optional<Eigen::Vector2d>>{});
}

void MapsPanel::refresh() {
  const MapLookPtr& look = m_looks.look();
  m_legend->setData(look && look->of.dataset->hasClasses() ? look->of.dataset : nullptr);
  m_view->setEmptyText(emptyText());
  if (!look && m_tsne.look()) m_tsne.forget();
  layOutSoon();
  showMaps();
  m_view->setShown(m_looks.shown());
  showPlaces();
  showWhich();
  m_view->setOnly(m_which->currentIndex() > 0
                      ? std::optional(static_cast<std::size_t>(m_which->currentIndex() - 1))
                      : std::nullopt);
}

void MapsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool isLow = height() < kLowPanel;
  m_legend->setVisible(!isLow);
  m_caption->setVisible(!isLow);
  m_heading->setVisible(width() >= kNarrowPanel);
}

}  // namespace pellucid::ui
