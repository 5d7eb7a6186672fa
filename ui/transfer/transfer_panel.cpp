// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_panel.h"

#include <QApplication>
#include <QBuffer>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableWidget>
#include <algorithm>

#include "engine/io/atomic_write.h"
#include "engine/io/transfer_csv.h"
#include "engine/io/transfer_svg.h"
#include "ui/transfer/arm_lines.h"
#include "ui/transfer/live_view.h"
#include "ui/transfer/transfer_choices.h"
#include "ui/transfer/transfer_text.h"
#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/stale.h"

namespace pellucid::ui {
namespace {

constexpr int kChoicesWidth = 296;
constexpr int kMeasurePage = 1;

}  // namespace

TransferPanel::TransferPanel(OpenTask open, QWidget* parent)
    : QWidget(parent), m_open(open), m_worker(std::move(open)) {
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(8, 6, 8, 6);
  columns->setSpacing(8);
  columns->addWidget(makeChoices());
  columns->addWidget(makePages(), 1);
  setFocusPolicy(Qt::ClickFocus);
  // After a focused row is removed nothing would have the focus, and its keys would be the network's.
  connect(
      qApp, &QApplication::focusChanged, this,
      [this](QWidget*, QWidget* now) {
        if (now == nullptr && QApplication::focusWidget() == nullptr && isActiveWindow() && isVisible())
          setFocus();
      },
      Qt::QueuedConnection);
  connect(&m_worker, &TransferWorker::changed, this, &TransferPanel::showNews);
  connect(&m_worker, &TransferWorker::measured, this, &TransferPanel::measured);
  connect(&m_worker, &TransferWorker::failed, this, &TransferPanel::failed);
  showNews();
}

QWidget* TransferPanel::makeChoices() {
  m_choices = new TransferChoices;
  m_run = new QPushButton(tr("&Measure"));
  m_run->setProperty("primary", true);
  m_progress = new QProgressBar;
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  m_progress->setAccessibleName(tr("Runs completed"));
  m_state = new QLabel;
  m_state->setWordWrap(true);
  m_state->setMinimumHeight(2 * m_state->fontMetrics().lineSpacing());  // nothing moves when its text changes
  m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_state->setProperty("muted", true);
  m_fits = described(new QLabel, tr("Layers"),
                     tr("Each layer of the source and of the target, and whether the arms can copy it.\nA "
                        "layer is copied where its kind and shape match; the others are re-initialised."));
  m_fits->setWordWrap(true);
  m_fits->setTextFormat(Qt::PlainText);
  m_exportCsv = described(new QPushButton(tr("CSV…")), tr("Export CSV"),
                          tr("All curves, with the same columns as pellucid transfer --csv"));
  m_exportPicture = described(new QPushButton(tr("PNG…")), tr("Export PNG"), tr("Both plots as a picture"));
  m_exportSvg = described(new QPushButton(tr("SVG…")), tr("Export SVG"),
                          tr("All plots, one for each number of samples, as a scalable drawing"));

  auto* fields = new QWidget;
  auto* fieldRows = new QVBoxLayout(fields);
  fieldRows->setContentsMargins(0, 0, 4, 0);
  fieldRows->addWidget(m_choices);
  fieldRows->addWidget(m_fits);
  fieldRows->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(fields);
  auto* exports = new QHBoxLayout;
  exports->setSpacing(4);
  exports->addWidget(new QLabel(tr("Export")));
  for (QPushButton* button : {m_exportCsv, m_exportPicture, m_exportSvg}) exports->addWidget(button);

  auto* choices = new QWidget;
  choices->setFixedWidth(kChoicesWidth);
  auto* rows = new QVBoxLayout(choices);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(scroll, 1);
  rows->addWidget(m_run);
  rows->addWidget(m_progress);
  rows->addWidget(m_state);
  rows->addLayout(exports);
  connect(m_choices, &TransferChoices::failed, this, &TransferPanel::failed);
  connect(m_choices, &TransferChoices::modelWanted, this, [this] { m_choices->setModelFile(chooseModel()); });
  connect(m_choices, &TransferChoices::placeWanted, this,
          [this](bool isFolder) { m_choices->setPlace(chooseData(isFolder)); });
  connect(m_run, &QPushButton::clicked, this, [this] { m_worker.isRunning() ? cancel() : run(); });
  connect(m_exportCsv, &QPushButton::clicked, this, &TransferPanel::exportCsv);
  connect(m_exportSvg, &QPushButton::clicked, this, &TransferPanel::exportSvg);
  connect(m_exportPicture, &QPushButton::clicked, this, &TransferPanel::exportPicture);
  return choices;
}

QWidget& TransferPanel::stage() const {
  return *m_pages;
}

QWidget* TransferPanel::makePages() {
  auto* tabs = described(new SegmentedControl, tr("Watch or measure"),
                         tr("Watch: all arms learn before your eyes, once.\nMeasure: every arm with every "
                            "number of samples and every seed, as fast as possible"));
  tabs->addTab(tr("Watch"));
  tabs->addTab(tr("Measure"));
  m_live = new LiveView(m_open);
  m_pages = new QStackedWidget;
  m_pages->addWidget(m_live);
  m_pages->addWidget(makeFigures());
  auto* pages = new QWidget;
  auto* rows = new QVBoxLayout(pages);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  auto* head = new QHBoxLayout;
  head->setSpacing(12);
  head->addWidget(tabs);
  head->addWidget(makeWhose(), 1);
  head->addStretch();
  head->addWidget(m_live->state());
  rows->addLayout(head);
  rows->addWidget(m_pages, 1);
  connect(tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
  connect(m_pages, &QStackedWidget::currentChanged, this, [this](int page) {
    m_live->state()->setVisible(page != kMeasurePage);
    showWhose();
  });
  connect(m_run, &QPushButton::clicked, tabs, [tabs] { tabs->setCurrentIndex(kMeasurePage); });
  connect(m_live, &LiveView::failed, this, &TransferPanel::failed);
  connect(m_live, &LiveView::wanted, this, [this] {
    if (const auto chosen = m_choices->checkedChoice()) m_live->begin(*chosen);
  });
  // What is shown live must be the current choice, or nothing.
  connect(m_choices, &TransferChoices::changed, this, [this] {
    m_live->arms().clear();
    showWhose();
  });
  const auto offerSamples = [this](engine::Index samples) { m_live->prepare(samples); };
  connect(m_choices, &TransferChoices::presetChosen, this, offerSamples);
  m_choices->choosePreset();
  return pages;
}

QWidget* TransferPanel::makeWhose() {
  m_whose = new QWidget;
  m_whoseText = new QLabel;
  m_whoseText->setWordWrap(true);
  m_whoseText->setAccessibleName(tr("Settings that the results belong to"));
  auto* back = new QPushButton(tr("Bac&k to them"));
  back->setToolTip(tr("Fills the fields with the settings that these results were measured with"));
  auto* whose = new QHBoxLayout(m_whose);
  whose->setContentsMargins(0, 0, 0, 0);
  whose->addWidget(m_whoseText, 1);
  whose->addWidget(back);
  connect(back, &QPushButton::clicked, this, &TransferPanel::backToMeasured);
  return m_whose;
}

QWidget* TransferPanel::makeFigures() {
  m_size = described(new QComboBox, tr("Samples per class shown"),
                     tr("The number of samples per class whose curves the left plot shows"));
  m_size->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_size->hide();  // until there is a choice
  m_curves = new ArmPlot(tr("step"), false);
  m_curves->setAccessibleName(tr("Target accuracy of each arm over the steps"));
  m_curves->setToolTip(
      tr("Each arm's accuracy on the target's test samples while it learns: the median over the seeds, and a "
         "band from lowest to highest"));
  m_sweep = new ArmPlot(tr("training samples per class"), true);
  m_sweep->setAccessibleName(tr("Target accuracy of each arm over the number of samples"));
  m_sweep->setToolTip(
      tr("The accuracy at the last step: where the lines cross, a different arm becomes the better choice"));
  m_conclusion = new QLabel;
  m_conclusion->setWordWrap(true);
  m_conclusion->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_conclusion->setAccessibleName(tr("What the figures say"));
  m_table =
      described(new QTableWidget(0, static_cast<int>(tableHeadings().size())), tr("Figures"),
                tr("Medians over the seeds. Source: what is left of the old task. Drift: how far each "
                   "layer's weights have moved from the source's, relative to their size. Steps to 80 % "
                   "of the best: until the arm has four fifths of the best accuracy that any arm "
                   "reached with as many samples; in brackets, how much that is."));
  m_table->setHorizontalHeaderLabels(tableHeadings());
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
  m_table->horizontalHeader()->setStretchLastSection(true);

  auto* left = new QWidget;
  auto* leftRows = new QVBoxLayout(left);
  leftRows->setContentsMargins(0, 0, 0, 0);
  leftRows->setSpacing(4);
  leftRows->addWidget(m_size, 0, Qt::AlignLeft);
  leftRows->addWidget(m_curves, 1);
  auto* plots = new QSplitter(Qt::Horizontal);
  plots->addWidget(left);
  plots->addWidget(m_sweep);
  plots->setSizes({1, 1});
  plots->setChildrenCollapsible(false);
  auto* below = new QWidget;
  auto* belowRows = new QVBoxLayout(below);
  belowRows->setContentsMargins(0, 0, 0, 0);
  belowRows->addWidget(m_conclusion);
  belowRows->addWidget(m_table, 1);
  auto* figures = new QSplitter(Qt::Vertical);
  figures->addWidget(plots);
  figures->addWidget(below);
  figures->setStretchFactor(0, 3);
  figures->setStretchFactor(1, 2);
  figures->setChildrenCollapsible(false);
  connect(m_size, &QComboBox::currentIndexChanged, this, &TransferPanel::showCurves);
  return figures;
}

void TransferPanel::setNetwork(engine::TrainedModel network, engine::DatasetPtr trainedFor) {
  m_choices->setNetwork(std::move(network), std::move(trainedFor));
}

bool TransferPanel::event(QEvent* event) {
  // Elsewhere in the window Space and single letters train, step and reset its network, which is not visible
  // from here; here they play, step and restart the arms, unless the focused widget takes them.
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isPlain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool isCharacter = !key->text().isEmpty() && key->text().front().isPrint();
    if (isPlain && isCharacter) event->accept();
  }
  return QWidget::event(event);
}

void TransferPanel::keyPressEvent(QKeyEvent* event) {
  const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
  if (!isPlain || !m_live->isVisible()) return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Space:
      return m_live->play();
    case Qt::Key_S:
      return m_live->step();
    case Qt::Key_R:
      return m_live->restart();
    default:
      QWidget::keyPressEvent(event);
  }
}

void TransferPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  setFocus();  // so that the keys are the lab's from the start
}

void TransferPanel::run() {
  const auto chosen = m_choices->checkedChoice();
  if (!chosen) return;
  m_measured = chosen;
  m_measuredTitle = m_choices->title();
  offerSizes(chosen->design.samples);
  m_worker.start(*chosen);
}

void TransferPanel::offerSizes(const std::vector<engine::Index>& samples) {
  m_size->setVisible(!samples.empty());
  m_size->clear();
  for (const engine::Index number : samples)
    m_size->addItem(tr("Samples per class: %1").arg(number), qlonglong(number));
}

void TransferPanel::choosePreset(std::string_view name) {
  m_choices->choosePreset(name);
}

void TransferPanel::setOwnSamples(engine::OwnSamplesPtr own) {
  m_choices->setOwnSamples(std::move(own));
}

void TransferPanel::chooseTarget(const QString& name, const std::vector<engine::Index>& samples) {
  m_choices->chooseTarget(name, samples);
}

void TransferPanel::restore(const std::shared_ptr<const engine::TransferRecord>& record) {
  if (record != nullptr) m_choices->restore(record->design);
  offerSizes(record == nullptr ? std::vector<engine::Index>() : record->design.samples);
  m_measured = record == nullptr ? std::nullopt : std::optional(m_choices->choice());
  m_measuredTitle = m_choices->title();
  m_worker.restore(record.get());
}

void TransferPanel::cancel() {
  m_worker.cancel();
}

QString TransferPanel::conclusion() const {
  return m_conclusion->text();
}

void TransferPanel::showNews() {
  m_cells = engine::summarise(m_worker.curves());
  showProgress();
  showCurves();
  m_sweep->setLines(sampleLines(m_cells, m_worker.arms()));
  m_conclusion->setText(messageText(engine::conclusion(m_cells)));
  showTable();
}

void TransferPanel::showProgress() {
  const bool isRunning = m_worker.isRunning();
  m_run->setText(isRunning ? tr("Cancel &measuring") : tr("&Measure"));
  const auto [done, all] = progressOf(m_worker);
  m_progress->setRange(0, all);
  m_progress->setValue(done);
  m_fits->setText(fitsText(m_worker.fits(), m_worker.hasNewHead()));
  m_exportCsv->setEnabled(!m_worker.curves().empty());
  m_exportPicture->setEnabled(!m_worker.curves().empty());
  m_exportSvg->setEnabled(!m_cells.empty());
  showWhose();
}

void TransferPanel::showWhose() {
  const TransferChoice asked = m_choices->choice();
  const bool hasResults = m_worker.isRunning() || !m_worker.curves().empty();
  const bool isOthers =
      hasResults && m_measured && (m_measured->design != asked.design || m_measured->isFile != asked.isFile);
  m_state->setText(isOthers && !m_worker.isRunning() ? tr("These settings have not been measured yet.")
                                                     : progressText(m_worker));
  // For the table only its scrolling part, as an effect around the whole would paint it twice.
  for (QWidget* figures :
       std::initializer_list<QWidget*>{m_curves, m_sweep, m_conclusion, m_table->viewport(), m_fits})
    setStale(*figures, isOthers);
  m_whose->setVisible(isOthers && m_pages->currentIndex() == kMeasurePage);
  if (isOthers)
    m_whoseText->setText(tr("These results belong to other settings than those on the left: %1.")
                             .arg(differencesText(m_measured->design, asked.design)));
}

void TransferPanel::backToMeasured() {
  if (!m_measured) return;
  m_choices->restore(m_measured->design);
  if (m_measured->isFile) m_choices->setModelFile(QString::fromStdString(m_measured->design.source));
}

void TransferPanel::showCurves() {
  m_curves->setLines(stepLines(m_worker.curves(), m_worker.arms(), m_size->currentData().toLongLong()));
}

void TransferPanel::showTable() {
  m_table->setRowCount(static_cast<int>(m_cells.size()));
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const QStringList texts = tableRow(m_cells[static_cast<std::size_t>(row)], m_worker.arms());
    for (int column = 0; column < texts.size(); ++column)
      m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
  }
  m_table->resizeColumnsToContents();
}

QString TransferPanel::chooseModel() {
  return QFileDialog::getOpenFileName(this, tr("Open a model"), {},
                                      tr("Models (*.pellucid *.onnx *.safetensors);;All files (*)"));
}

QString TransferPanel::chooseData(bool isFolder) {
  return DataNameEditor::askForPlace(this, isFolder);
}

QString TransferPanel::chooseFile(const QString& title, const QString& filter) {
  return QFileDialog::getSaveFileName(this, title, {}, filter);
}

void TransferPanel::write(const QString& file, const std::string& text) {
  if (file.isEmpty()) return;
  if (const auto written = engine::atomicWrite(file.toStdString(), std::string_view(text)); !written)
    emit failed(messageText(written.error().message));
  else
    emit noted(tr("Saved to %1.").arg(file));
}

void TransferPanel::exportCsv() {
  write(chooseFile(tr("Export the curves"), tr("CSV (*.csv)")), engine::transferCsv(m_worker.curves(), true));
}

void TransferPanel::exportSvg() {
  const std::string title = m_measuredTitle.toStdString();
  write(chooseFile(tr("Export the drawing"), tr("SVG (*.svg)")),
        engine::transferSvg(m_cells, m_worker.curves(), title, translated));
}

void TransferPanel::exportPicture() {
  const QString file = chooseFile(tr("Export the plots"), tr("PNG (*.png)"));
  if (file.isEmpty()) return;
  constexpr int kWidth = 800;
  constexpr int kHeight = 500;
  QPixmap picture(2 * kWidth, kHeight);
  QPainter painter(&picture);
  painter.drawPixmap(0, 0, m_curves->toPixmap(kWidth, kHeight));
  painter.drawPixmap(kWidth, 0, m_sweep->toPixmap(kWidth, kHeight));
  painter.end();
  QByteArray png;
  QBuffer buffer(&png);
  if (buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG"))
    write(file, png.toStdString());
  else
    emit failed(tr("The plots could not be turned into a picture; %1 is unchanged.").arg(file));
}

}  // namespace pellucid::ui
