// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_panel.h"

#include <QVBoxLayout>

namespace pellucid::ui {

SamplePanel::SamplePanel(QWidget* parent)
    : QWidget(parent),
      m_dataset(new DatasetPicker),
      m_modes(new SegmentedControl),
      m_pages(new QStackedWidget),
      m_testImage(new TestImagePage),
      m_draw(new DrawPage) {
  setAccessibleName(tr("Samples"));
  m_modes->addTab(tr("&Test image"));
  m_modes->addTab(tr("D&raw"));
  m_modes->setTabToolTip(0, tr("Send one of the test images through the network"));
  m_modes->setTabToolTip(1, tr("Draw a digit yourself and see what the network makes of it"));
  m_modes->setAccessibleName(tr("What flows through the network"));
  m_pages->addWidget(m_testImage);
  m_pages->addWidget(m_draw);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 12, 12, 12);
  layout->setSpacing(10);
  layout->addWidget(m_dataset);
  layout->addWidget(m_modes);
  layout->addWidget(m_pages, 1);
  layout->addStretch();  // where there is no page

  connect(m_dataset, &DatasetPicker::datasetRequested, this, &SamplePanel::datasetRequested);
  connect(m_testImage, &TestImagePage::stepRequested, this, &SamplePanel::stepRequested);
  connect(m_testImage, &TestImagePage::indexRequested, this, &SamplePanel::indexRequested);
  connect(m_draw, &DrawPage::drawn, this, &SamplePanel::drawn);
  connect(m_modes, &QTabBar::currentChanged, this, &SamplePanel::enterMode);
}

// A number half typed is finished when its field loses the focus, and destroying the window takes the focus
// away.
SamplePanel::~SamplePanel() {
  m_testImage->disconnect(this);
}

void SamplePanel::show(const Moment& moment) {
  m_dataset->describe(*moment.dataset);
  const engine::Shape& shape = moment.dataset->shape;
  if (m_modes->isTabEnabled(1) != shape.isImage()) {  // only images can be drawn
    m_modes->setTabText(0, shape.isImage() ? tr("&Test image") : tr("&Test sample"));
    m_modes->setTabEnabled(1, shape.isImage());
  }
  // Of a project without its data only drawings are left.
  const bool hasSamples = moment.dataset->test.size() > 0;
  const bool hadSamples = m_modes->isTabEnabled(0);
  if (hadSamples != hasSamples) m_modes->setTabEnabled(0, hasSamples);
  m_modes->setVisible(hasSamples || shape.isImage());
  m_pages->setVisible(hasSamples || shape.isImage());
  if (!hasSamples && shape.isImage()) setMode(Mode::Draw);
  if (hasSamples && !hadSamples) setMode(Mode::TestImage);
  if (shape.isImage())
    m_draw->pad().setShape(shape.height, shape.width);
  else if (mode() == Mode::Draw)
    setMode(Mode::TestImage);
  if (moment.input.testIndex || moment.input.trainIndex)
    m_testImage->show(moment);
  else
    m_draw->show(moment);
}

void SamplePanel::enterMode(int index) {
  m_pages->setCurrentIndex(index);
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
