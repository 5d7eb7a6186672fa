// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_panel.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <utility>

#include "engine/data/changed_sample.h"
#include "engine/io/model_input.h"
#include "ui/widgets/described.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

SamplePanel::SamplePanel(QWidget* parent)
    : QWidget(parent),
      m_dataset(new DatasetPicker),
      m_input(
          described(new QPushButton, tr("Model input"),
                    tr("What the frozen layer at the network's beginning makes of the pixels. Press it to "
                       "change that (Ctrl+I)."))),
      m_modes(new SegmentedControl),
      m_pages(new QWidget),
      m_testImage(new TestImagePage),
      m_draw(new DrawPage) {
  setAccessibleName(tr("Samples"));
  m_modes->addTab(tr("&Test image"));
  m_modes->addTab(tr("Dra&w"));
  m_modes->setAccessibleName(tr("What flows through the network"));
  // Not a stack, which is as high as its highest page, visible or not: a low window should scroll for
  // drawing, but not for viewing.
  auto* pages = new QVBoxLayout(m_pages);
  pages->setContentsMargins(0, 0, 0, 0);
  pages->addWidget(m_testImage);
  pages->addWidget(m_draw);
  showPage(0);
  m_input->setObjectName("ModelInput");
  m_input->hide();
  showModes();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 12, 12, 12);
  layout->setSpacing(10);
  layout->addWidget(m_dataset);
  layout->addWidget(m_input);
  layout->addWidget(m_modes);
  layout->addWidget(m_pages, 1);
  layout->addStretch();  // where there is no page

  connect(m_input, &QPushButton::clicked, this, &SamplePanel::modelInputRequested);
  connect(m_dataset, &DatasetPicker::datasetRequested, this, &SamplePanel::datasetRequested);
  connect(m_testImage, &TestImagePage::stepRequested, this, &SamplePanel::stepRequested);
  connect(m_testImage, &TestImagePage::indexRequested, this, &SamplePanel::indexRequested);
  connect(m_testImage, &TestImagePage::batchSampleRequested, this, &SamplePanel::batchSampleRequested);
  connect(m_testImage, &TestImagePage::sampleAgainRequested, this, &SamplePanel::sampleAgainRequested);
  connect(m_testImage, &TestImagePage::targetChosen, this, &SamplePanel::targetChosen);
  connect(m_draw, &DrawPage::targetChosen, this, &SamplePanel::targetChosen);
  connect(m_draw, &DrawPage::drawn, this, &SamplePanel::drawn);
  connect(m_modes, &QTabBar::currentChanged, this, &SamplePanel::enterMode);
}

void SamplePanel::showPage(int index) {
  m_testImage->setVisible(index == 0);
  m_draw->setVisible(index == 1);
}

// A half-typed number is completed when its field loses the focus, and destroying the window takes the focus
// away.
SamplePanel::~SamplePanel() {
  m_testImage->disconnect(this);
}

void SamplePanel::show(const Moment& moment) {
  m_dataset->describe(*moment.dataset);
  showInput(moment);
  const engine::Shape& shape = moment.dataset->shape;
  // In a project without its data only drawings are left, and only images can be drawn.
  const bool hadSamples = std::exchange(m_hasSamples, moment.dataset->test.size() > 0);
  const bool hadImages = std::exchange(m_hasImages, shape.isImage());
  if (hadSamples != m_hasSamples || hadImages != m_hasImages) showModes();
  if (!m_hasSamples && m_hasImages) setMode(Mode::Draw);
  if (m_hasSamples && !hadSamples) setMode(Mode::TestImage);
  const bool hasOtherData = std::exchange(m_data, moment.dataset) != moment.dataset;
  if (hasOtherData && shape.isImage()) {
    const engine::Shape drawn = engine::shapeBeforeChanges(*moment.dataset);
    m_draw->pad().setShape(drawn.height, drawn.width);
  }
  if (!shape.isImage() && mode() == Mode::Draw) setMode(Mode::TestImage);
  if (moment.input.isOwn() && mode() == Mode::Draw)
    m_draw->show(moment);
  else
    m_testImage->show(moment);
}

void SamplePanel::showInput(const Moment& moment) {
  const auto scaling = inputScaling(moment.experiment().network, moment.dataset->shape, moment.weights());
  m_input->setVisible(scaling && !scaling->isNone() && moment.dataset->shape.isImage());
  if (m_input->isHidden()) return;
  const QString text =
      *scaling == engine::kBytePixels
          ? tr("Pixels 0 to 255…")
          : tr("(Pixel − %1) / %2…").arg(valueText(scaling->mean), valueText(scaling->deviation));
  if (m_input->text() != text) m_input->setText(text);
}

void SamplePanel::showModes() {
  const auto name = [this](const QString& image, const QString& sample) {
    return m_hasImages ? image : sample;
  };
  m_modes->setTabText(0, m_hasBatch ? name(tr("&Training image"), tr("&Training sample"))
                                    : name(tr("&Test image"), tr("&Test sample")));
  m_modes->setTabToolTip(0, m_hasBatch ? tr("The samples of the batch that the next step learns from")
                                       : tr("Send one of the test samples through the network"));
  m_modes->setTabEnabled(0, m_hasSamples);
  m_modes->setTabEnabled(1, m_hasImages && !m_hasBatch);
  m_modes->setTabToolTip(1, m_hasBatch
                                ? tr("Slow motion shows the samples of the batch. Turn it off (M) to draw.")
                                : tr("Draw an image yourself and see what the network makes of it"));
  m_modes->setVisible(m_hasImages);  // otherwise there is nothing to choose
  m_pages->setVisible(m_hasSamples || m_hasImages);
}

void SamplePanel::showBatch(std::optional<BatchPlace> place) {
  m_testImage->showBatch(place);
  if (m_hasBatch == place.has_value()) return;
  m_hasBatch = place.has_value();
  showModes();
  if (!m_hasBatch) return;
  const QSignalBlocker silent(m_modes);  // slow motion has chosen what is shown
  setMode(Mode::TestImage);
  showPage(0);
}

void SamplePanel::enterMode(int index) {
  showPage(index);
  emit modeChanged(mode());
  if (mode() == Mode::TestImage)
    emit indexRequested(m_testImage->index());
  else
    emit drawn(m_draw->pad().pixels());
}

void SamplePanel::step(int direction) {
  setMode(Mode::TestImage);
  m_testImage->step(direction);
}

}  // namespace pellucid::ui
