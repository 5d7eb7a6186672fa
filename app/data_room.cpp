// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_room.h"

#include <QEvent>
#include <QFileInfo>

#include "app/workspaces.h"
#include "ui/dataset/data_doors.h"
#include "ui/dataset/data_facts_panel.h"
#include "ui/dataset/data_page.h"

namespace pellucid::app {

DataRoom::DataRoom(const engine::DataLocations& locations, ui::Document& document,
                   ui::SampleNavigator& navigator, ui::Actions& actions)
    : m_navigator(navigator),
      m_actions(actions),
      m_shown([locations](const engine::DataSpec& data, const engine::Progress& progress) {
        return engine::loadDataset(data, locations, engine::Streams::Refused, progress);
      }) {
  connect(&document, &ui::Document::datasetChanged, &m_shown, &ui::DataOnShow::setUsed);
}

std::vector<ui::Panel> DataRoom::makePanels() {
  m_doors = new ui::DataDoors(m_shown);
  m_page = new ui::DataPage(m_shown);
  m_facts = new ui::DataFactsPanel(m_shown);
  m_page->installEventFilter(this);
  connect(m_doors, &ui::DataDoors::wanted, this, [this](const engine::DatasetPtr& data) {
    m_page->setFocus();  // the button that was pressed disappears
    emit wanted(data);
  });
  connect(m_doors, &ui::DataDoors::paintingWanted, this, &DataRoom::paintingWanted);
  connect(m_doors, &ui::DataDoors::drawingWanted, this, &DataRoom::drawingWanted);
  connect(m_facts, &ui::DataFactsPanel::labelChosen, m_page, &ui::DataPage::setLabel);
  connect(m_page, &ui::DataPage::labelChanged, m_facts, [this] { m_facts->setLabel(m_page->label()); });
  connect(m_page, &ui::DataPage::currentChanged, m_facts, [this] { m_facts->setSample(m_page->current()); });
  connect(m_page, &ui::DataPage::chosen, this, &DataRoom::showOnCanvas);
  connect(m_page, &ui::DataPage::activated, this, [this] {
    showOnCanvas();
    m_actions[ui::ActionId::ShowNetwork].setChecked(true);
  });
  return {{.id = panel_id::kDoors,
           .title = tr("Choose"),
           .toolTip = tr("Which data, and what is made of them"),
           .widget = m_doors},
          {.id = panel_id::kDataPage,
           .title = tr("Samples"),
           .toolTip = tr("All samples of the data"),
           .widget = m_page,
           .show = [this](const ui::MomentPtr& moment) { m_page->showMoment(moment); }},
          {.id = panel_id::kDataFacts,
           .title = tr("Facts"),
           .toolTip = tr("What there is to know of the data"),
           .widget = m_facts,
           .scrolls = true}};
}

QWidget& DataRoom::stage() {
  return *m_page;
}

void DataRoom::tryOut(const QString& path) {
  m_actions[ui::ActionId::ShowData].setChecked(true);
  m_shown.tryOut(engine::nameAt({}, path.toStdString()));
}

bool DataRoom::isData(const QString& path) {
  const QFileInfo file(path);
  static const QStringList kEndings = {"csv", "tsv", "tab", "txt", "dat", "data", "npz"};
  const QString name = file.fileName().toLower();
  return file.isDir() || kEndings.contains(file.suffix().toLower()) || name.endsWith(".csv.gz") ||
         name.endsWith(".csv.zip") || name.endsWith(".tsv.gz") || name.endsWith(".ubyte.gz") ||
         name.endsWith("ubyte");
}

/// Data that are only being tried out are not what the network receives.
void DataRoom::showOnCanvas() {
  const auto sample = m_page->current();
  if (!sample || m_shown.isTrial() || !m_page->isVisible() || !m_shown.facts() ||
      m_shown.facts()->data != m_shown.used())
    return;
  switch (sample->part) {
    case ui::SamplePart::Train:
      return m_navigator.showTraining(sample->index);
    case ui::SamplePart::Test:
      return m_navigator.show(sample->index);
    case ui::SamplePart::Validation:
      return m_navigator.showOwn(
          engine::sample(m_shown.used()->validation, m_shown.used()->inputs(), sample->index));
  }
}

bool DataRoom::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_page && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
    m_shown.setWatched(event->type() == QEvent::Show);
  return QObject::eventFilter(watched, event);
}

}  // namespace pellucid::app
