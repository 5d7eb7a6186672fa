// SPDX-License-Identifier: GPL-3.0-or-later
// What the program has to tell, over the lower edge of what the user looks at, so that nothing moves when a
// message comes or goes. There is one message about each topic: a later one takes its place, and the owner
// forgets it when it is no longer true. Messages stay until they are closed; what only confirms goes with
// the next thing that the user does. All are kept in a list.
#pragma once

#include <QDateTime>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <deque>
#include <map>
#include <set>

#include "ui/widgets/notifier_bar.h"

class QVBoxLayout;

namespace pellucid::ui {

class Notifier : public QWidget {
  Q_OBJECT

 public:
  enum class Topic {
    Program,   ///< its own errors
    Run,       ///< why it can't go on
    Data,      ///< that they are missing or others
    Edit,      ///< what the last one did, or why it could not be done
    Weight,    ///< one that was set by hand
    Memory,    ///< what there was no room for
    Sample,    ///< what was looked for among the samples
    File,      ///< what was read or written last
    Lab,       ///< the transfer lab
    Example,   ///< what there is to see in the one that is open
  };
  struct Told {
    QDateTime when;
    NotifierBar::Severity severity = NotifierBar::Severity::Info;
    QString text;
  };
  static constexpr std::size_t kMostTold = 200;

  /// Covers parts of `parent`, which it lies in front of.
  explicit Notifier(QWidget* parent);

  /// Messages stand `margin` pixels above the lower edge of this widget, which is inside the parent.
  void setStage(QWidget& stage, int margin);

  void tell(Topic topic, const QString& text, NotifierBar::Severity severity = NotifierBar::Severity::Info,
            const std::vector<NotifierBar::Offer>& offers = {});
  /// With a button of that action, and of another, after each of which the message is out of date.
  void tell(Topic topic, const QString& text, NotifierBar::Severity severity, QAction& action,
            QAction* another = nullptr);
  /// That something was done as it was asked for: it goes when the user has had the time to read it and does
  /// something else.
  void confirm(Topic topic, const QString& text);
  /// It is no longer true.
  void forget(Topic topic);

  /// Empty when nothing is shown about it.
  QString textAbout(Topic topic) const;
  /// What was told, the oldest first.
  const std::deque<Told>& told() const { return m_told; }

 signals:
  void toldMore();

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  NotifierBar& bringToFront(Topic topic);
  void keep(const QString& text, NotifierBar::Severity severity);
  /// Where the stage is now.
  void place();
  /// Whether the event is a click or a key of the user's somewhere in the window.
  bool isAct(QObject* watched, const QEvent& event) const;
  void endConfirmations();

  QPointer<QWidget> m_stage;
  int m_margin = 0;
  QVBoxLayout* m_rows;
  std::map<Topic, NotifierBar*> m_bars;  ///< of what was told of already
  std::set<Topic> m_confirmed;           ///< what is shown about them only confirms
  QTimer m_reading;                      ///< runs while there has been no time to read it
  bool m_isLeft = false;                 ///< the user has gone on meanwhile
  std::deque<Told> m_told;
};

}  // namespace pellucid::ui
