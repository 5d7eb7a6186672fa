// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspace_view.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <ranges>

#include "engine/base/check.h"

namespace pellucid::ui {
namespace {

/// For the part that takes the rest of a split, before the window's size is known.
constexpr int kRest = 850;

}  // namespace

WorkspaceView::WorkspaceView(const std::vector<ui::Panel>& panels, const std::vector<Workspace>& workspaces)
    : m_panels(panels) {
  for (const Workspace& workspace : workspaces)
    m_pages[workspace.id] = addWidget(build(workspace.arrangement, workspace.id, workspace.id.toStdString()));
  // Gives each panel a place from the start; the first workspace comes last.
  for (const Workspace& workspace : std::views::reverse(workspaces)) showWorkspace(workspace.id);
}

const ui::Panel& WorkspaceView::panelOf(const QString& panel) const {
  const auto found = std::ranges::find(m_panels, panel, &ui::Panel::id);
  engine::check(found != m_panels.end(), "WorkspaceView: no such panel");
  return *found;
}

QWidget* WorkspaceView::build(const Arrangement& arrangement, const QString& workspace,
                              const std::string& where) {
  switch (arrangement.kind) {
    case Arrangement::Kind::Panel: {
      QWidget* holder = buildSlot(arrangement.panels.front(), workspace, nullptr);
      m_slots[workspace][arrangement.panels.front()].part = holder;
      return holder;
    }
    case Arrangement::Kind::Tabs: {
      auto* tabs = new QTabWidget;
      tabs->setDocumentMode(true);
      m_tabs[where] = tabs;
      for (const QString& id : arrangement.panels) {
        const int index = tabs->addTab(buildSlot(id, workspace, tabs), panelOf(id).title);
        tabs->setTabToolTip(index, panelOf(id).toolTip);
        m_slots[workspace][id].part = tabs;
      }
      return tabs;
    }
    case Arrangement::Kind::Row:
    case Arrangement::Kind::Column:
      break;
  }
  auto* split = new QSplitter(arrangement.kind == Arrangement::Kind::Row ? Qt::Horizontal : Qt::Vertical);
  m_splits[where] = split;
  QList<int> sizes;
  for (const Arrangement& part : arrangement.parts) {
    QWidget* widget = build(part, workspace, where + "/" + std::to_string(split->count()));
    split->addWidget(widget);
    split->setStretchFactor(split->count() - 1, part.size == 0 ? 1 : 0);
    sizes << (part.size == 0 ? kRest : part.size);
  }
  split->setSizes(sizes);
  split->setChildrenCollapsible(false);
  return split;
}

QWidget* WorkspaceView::buildSlot(const QString& panel, const QString& workspace, QTabWidget* tabs) {
  QWidget* holder = nullptr;
  if (panelOf(panel).scrolls) {
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    holder = area;
  } else {
    holder = new QWidget;
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
  }
  holder->setObjectName(panel);
  m_slots[workspace][panel] = {.holder = holder, .tabs = tabs, .part = nullptr};
  return holder;
}

void WorkspaceView::showWorkspace(const QString& id) {
  engine::check(m_pages.contains(id), "WorkspaceView: no such workspace");
  for (const auto& [panel, slot] : m_slots[id]) {
    QWidget* widget = panelOf(panel).widget;
    if (slot.holder->isAncestorOf(widget)) continue;
    if (auto* area = qobject_cast<QScrollArea*>(slot.holder)) {
      // An area that lost its widget to another would keep resizing it, in conflict with the other.
      for (auto& [other, places] : m_slots)
        if (const auto from = places.find(panel); from != places.end())
          if (auto* before = qobject_cast<QScrollArea*>(from->second.holder); before->widget() == widget)
            before->takeWidget();
      area->setWidget(widget);
      // It scrolls up and down only: anything wider would be cut off.
      area->setMinimumWidth(widget->minimumSizeHint().width() +
                            area->verticalScrollBar()->sizeHint().width());
    } else
      slot.holder->layout()->addWidget(widget);
    widget->show();
  }
  m_shown = id;
  // Only what is visible needs room.
  for (int page = 0; page < count(); ++page) {
    const auto policy = page == m_pages[id] ? QSizePolicy::Preferred : QSizePolicy::Ignored;
    widget(page)->setSizePolicy(policy, policy);
  }
  setCurrentIndex(m_pages[id]);
}

void WorkspaceView::reveal(const QString& panel) {
  const auto slot = m_slots[m_shown].find(panel);
  if (slot != m_slots[m_shown].end() && slot->second.tabs != nullptr)
    slot->second.tabs->setCurrentWidget(slot->second.holder);
}

void WorkspaceView::setTitle(const QString& panel, const QString& title) {
  for (const auto& [workspace, places] : m_slots)
    if (const auto slot = places.find(panel); slot != places.end() && slot->second.tabs != nullptr)
      // Setting the same text would lay out the tabs again.
      if (const int tab = slot->second.tabs->indexOf(slot->second.holder);
          slot->second.tabs->tabText(tab) != title)
        slot->second.tabs->setTabText(tab, title);
}

void WorkspaceView::setFolded(const QString& panel, bool isFolded) {
  for (auto& [workspace, places] : m_slots)
    if (const auto slot = places.find(panel); slot != places.end()) {
      QWidget* part = slot->second.part;
      const auto* split = qobject_cast<const QSplitter*>(part->parentWidget());
      if (isFolded && split != nullptr)
        m_folded.try_emplace(part, split->orientation() == Qt::Horizontal ? part->width() : part->height());
      else
        m_folded.erase(part);
      part->setHidden(isFolded);
    }
}

std::map<std::string, std::vector<int>> WorkspaceView::splitSizes() const {
  std::map<std::string, std::vector<int>> sizes;
  for (const auto& [where, split] : m_splits) {
    const QList<int> parts = split->sizes();
    sizes[where] = {parts.begin(), parts.end()};
    for (int i = 0; i < split->count(); ++i)
      if (const auto folded = m_folded.find(split->widget(i)); folded != m_folded.end())
        sizes[where][static_cast<std::size_t>(i)] = folded->second;
  }
  return sizes;
}

void WorkspaceView::setSplitSizes(const std::map<std::string, std::vector<int>>& sizes) {
  for (const auto& [where, parts] : sizes)
    if (const auto split = m_splits.find(where);
        split != m_splits.end() && static_cast<int>(parts.size()) == split->second->count())
      split->second->setSizes({parts.begin(), parts.end()});
}

std::map<std::string, std::string> WorkspaceView::frontPanels() const {
  std::map<std::string, std::string> panels;
  for (const auto& [where, tabs] : m_tabs) panels[where] = tabs->currentWidget()->objectName().toStdString();
  return panels;
}

void WorkspaceView::setFrontPanels(const std::map<std::string, std::string>& panels) {
  for (const auto& [where, panel] : panels) {
    const auto tabs = m_tabs.find(where);
    if (tabs == m_tabs.end()) continue;
    for (int i = 0; i < tabs->second->count(); ++i)
      if (tabs->second->widget(i)->objectName().toStdString() == panel) tabs->second->setCurrentIndex(i);
  }
}

}  // namespace pellucid::ui
