// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_doors.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/dataset/data_options_editor.h"
#include "ui/dataset/table_form_editor.h"
#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {
namespace {

QLabel* headingLabel(const QString& text) {
  auto* label = new QLabel(text);
  label->setProperty("heading", true);
  return label;
}

}  // namespace

DataDoors::DataDoors(DataOnShow& shown, QWidget* parent)
    : QWidget(parent),
      m_shown(shown),
      m_name(new DataNameEditor(DataNameEditor::Answers::Any)),
      m_options(new DataOptionsEditor),
      m_formTitle(headingLabel(tr("How the table is written"))),
      m_form(new TableFormEditor),
      m_trial(new QWidget),
      m_state(new QLabel),
      m_use(described(
          new QPushButton(tr("Use these &data")), tr("Use these data"),
          tr("The network gets the input and output sizes that fit these data, and a new run begins. "
             "Undo brings back what was there."))),
      m_back(described(new QPushButton(tr("Back")), tr("Back to the data in use"),
                       tr("Back to the data that the network is trained with"))),
      m_progress(
          described(new QProgressBar, tr("Reading the data"), tr("How much of the data has been read"))) {
  auto* table = described(new QPushButton(tr("Ta&ble…")), tr("Open a table"),
                          tr("A table of numbers and words: CSV, as spreadsheets, pandas and R write it"));
  auto* folder =
      described(new QPushButton(tr("Picture&s…")), tr("Open a folder of pictures"),
                tr("A folder of pictures, one subfolder for each class; or four IDX files as MNIST has "
                   "them"));
  auto* places = new QHBoxLayout;
  places->addWidget(table);
  places->addWidget(folder);
  auto* paint = described(new QPushButton(tr("Paint p&oints…")), tr("Paint points"),
                          tr("Points of your own in a plane, which the network learns while you paint"));
  auto* draw = described(new QPushButton(tr("Make dra&wings…")), tr("Make drawings"),
                         tr("Digits or whatever you like in your own handwriting, a few of each class"));
  auto* own = new QHBoxLayout;
  own->addWidget(paint);
  own->addWidget(draw);
  m_state->setWordWrap(true);
  m_state->setTextFormat(Qt::PlainText);
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(4);
  m_progress->setRange(0, 1000);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_use, 1);
  buttons->addWidget(m_back);
  auto* trial = new QVBoxLayout(m_trial);
  trial->setContentsMargins(10, 6, 10, 8);
  trial->addWidget(m_state);
  trial->addWidget(m_progress);
  trial->addLayout(buttons);
  auto* choices = new QWidget;
  auto* rows = new QVBoxLayout(choices);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(6);
  rows->addWidget(headingLabel(tr("Data set")));
  rows->addLayout(places);
  rows->addLayout(own);
  rows->addWidget(mutedLabel(tr("Or drop a table or a folder of pictures anywhere on the window.")));
  rows->addWidget(m_name);
  rows->addWidget(headingLabel(tr("How they are read and split")));
  rows->addWidget(m_options);
  rows->addWidget(m_formTitle);
  rows->addWidget(m_form);
  rows->addStretch();
  // The choices scroll where there is little room, and their result stays visible.
  auto* scroll = new QScrollArea;
  scroll->setWidget(choices);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  // It scrolls up and down only: anything wider would be cut off.
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumWidth(choices->minimumSizeHint().width() +
                          scroll->verticalScrollBar()->sizeHint().width());
  auto* both = new QVBoxLayout(this);
  both->setContentsMargins(0, 0, 0, 0);
  both->setSpacing(0);
  both->addWidget(scroll, 1);
  both->addWidget(m_trial);
  connect(table, &QPushButton::clicked, this, [this] { openPlace(false); });
  connect(folder, &QPushButton::clicked, this, [this] { openPlace(true); });
  connect(paint, &QPushButton::clicked, this, &DataDoors::paintingWanted);
  connect(draw, &QPushButton::clicked, this, &DataDoors::drawingWanted);
  connect(m_name, &DataNameEditor::placeWanted, this, &DataDoors::openPlace);
  connect(m_name, &DataNameEditor::edited, this, [this] { m_shown.tryOut(m_name->name().toStdString()); });
  connect(m_options, &DataOptionsEditor::edited, this, [this] { m_shown.tryOut(m_options->name()); });
  connect(m_form, &TableFormEditor::edited, this, [this] { m_shown.tryOut(m_form->name()); });
  connect(m_use, &QPushButton::clicked, this, [this] {
    if (m_shown.facts()) emit wanted(m_shown.facts()->data);
  });
  connect(m_back, &QPushButton::clicked, &m_shown, &DataOnShow::showUsed);
  connect(&m_shown, &DataOnShow::changed, this, &DataDoors::refresh);
  auto* clock = new QTimer(this);
  clock->setInterval(50);
  connect(clock, &QTimer::timeout, this, [this] { m_progress->setValue(qRound(1000 * m_shown.share())); });
  connect(&m_shown, &DataOnShow::changed, clock,
          [this, clock] { m_shown.isReading() && m_shown.isTrial() ? clock->start() : clock->stop(); });
  refresh();
}

QString DataDoors::askForPlace(bool isFolder) {
  return DataNameEditor::askForPlace(this, isFolder);
}

void DataDoors::openPlace(bool isFolder) {
  const QString place = askForPlace(isFolder);
  if (!place.isEmpty()) m_shown.tryOut(place.toStdString());
}

void DataDoors::refresh() {
  const DataFactsPtr& facts = m_shown.facts();
  const auto name = QString::fromStdString(m_shown.name());
  const bool isRead = facts && facts->data->name == m_shown.name();
  if (isRead) {
    const engine::DataNameParts parts = engine::dataNameParts(m_shown.name());
    if (parts.changes.empty())
      m_name->learn(QString::fromStdString(parts.base),
                    {.classNames = facts->data->classNames, .isImages = facts->data->shape.isImage()});
  }
  // Also for data that cannot be read as they are: another option may help.
  if (!m_shown.isReading()) {
    m_options->setName(m_shown.name(), m_shown.kind(), isRead ? facts->data->shape : engine::Shape());
    m_form->setName(m_shown.name(), m_shown.glance().get());
    m_formTitle->setVisible(m_shown.kind() == engine::DataKind::Table);
    m_form->setVisible(m_shown.kind() == engine::DataKind::Table);
  }
  if (m_name->name() != name) m_name->setName(name);
  m_trial->setVisible(m_shown.isTrial());
  m_progress->setVisible(m_shown.isReading());
  const bool isUsable = isRead && !m_shown.isReading() && m_shown.trouble().empty();
  m_use->setEnabled(isUsable);
  const QString trouble = messageText(m_shown.trouble());
  m_state->setText(m_shown.isReading() ? tr("Reading the data…")
                   : !trouble.isEmpty()
                       ? trouble
                       : tr("This is a preview: the network still uses the data from before."));
}

}  // namespace pellucid::ui
