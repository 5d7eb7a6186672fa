// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspace_view.h"

#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/base/check.h"

namespace pellucid::ui {
namespace {

/// For what takes the rest of a split, before the window knows its size.
constexpr int kRest = 850;

}  // namespace

WorkspaceView::WorkspaceView(const std::vector<ui::Panel>& panels, const std::vector<Workspace>& workspaces)
    : m_panels(panels) {
  for (const Workspace& workspace : workspaces)
    m_pages[workspace.id] = addWidget(build(workspace.arrangement, workspace.id));
  showWorkspace(workspaces.front().id);
}

const ui::Panel& WorkspaceView::panelOf(const QString& panel) const {
  const auto found = std::ranges::find(m_panels, panel, &ui::Panel::id);
  engine::check(found != m_panels.end(), "WorkspaceView: no such panel");
  return *found;
}

QWidget* WorkspaceView::build(const Arrangement& arrangement, const QString& workspace) {
  switch (arrangement.kind) {
    case Arrangement::Kind::Panel: {
      QWidget* holder = buildSlot(arrangement.panels.front(), workspace, nullptr);
      m_slots[workspace][arrangement.panels.front()].part = holder;
      return holder;
    }
    case Arrangement::Kind::Tabs: {
      auto* tabs = new QTabWidget;
      tabs->setDocumentMode(true);
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
  QList<int> sizes;
  for (const Arrangement& part : arrangement.parts) {
    QWidget* widget = build(part, workspace);
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
  m_slots[workspace][panel] = {.holder = holder, .tabs = tabs, .part = nullptr};
  return holder;
}

void WorkspaceView::showWorkspace(const QString& id) {
  engine::check(m_pages.contains(id), "WorkspaceView: no such workspace");
  for (const auto& [panel, slot] : m_slots[id]) {
    QWidget* widget = panelOf(panel).widget;
    if (slot.holder->isAncestorOf(widget)) continue;
    if (auto* area = qobject_cast<QScrollArea*>(slot.holder))
      area->setWidget(widget);
    else
      slot.holder->layout()->addWidget(widget);
    widget->show();
  }
  m_shown = id;
  setCurrentIndex(m_pages[id]);
}

void WorkspaceView::reveal(const QString& panel) {
  const auto slot = m_slots[m_shown].find(panel);
  if (slot != m_slots[m_shown].end() && slot->second.tabs != nullptr)
    slot->second.tabs->setCurrentWidget(slot->second.holder);
}

void WorkspaceView::setFolded(const QString& panel, bool isFolded) {
  for (auto& [workspace, places] : m_slots)
    if (const auto slot = places.find(panel); slot != places.end()) slot->second.part->setHidden(isFolded);
}

}  // namespace pellucid::ui
