// SPDX-License-Identifier: GPL-3.0-or-later
// What the program has to say, over the lower edge of what the user looks at, so that nothing moves when a
// message comes or goes. There is one message about each topic: a later one replaces it, and the owner
// forgets it when it is no longer true. Messages stay until they are closed; mere confirmations go with the
// user's next action. All are kept in a list.
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
    Program,  ///< its own errors
    Run,      ///< why it can't continue
    Data,     ///< that they are missing or different
    Edit,     ///< what the last one did, or why it was refused
    Weight,   ///< one that was set by hand
    Memory,   ///< what there was no room for
    Sample,   ///< what was searched for among the samples
    File,     ///< the last one read or written
    Lab,      ///< the transfer lab
    Example,  ///< what there is to see in the open one
  };
  struct Told {
    QDateTime when;
    NotifierBar::Severity severity = NotifierBar::Severity::Info;
    QString text;
  };
  static constexpr std::size_t kMostTold = 200;

  /// Covers parts of `parent`, in front of it.
  explicit Notifier(QWidget* parent);

  /// Messages appear `margin` pixels above the lower edge of this widget, which is inside the parent.
  void setStage(QWidget& stage, int margin);

  void tell(Topic topic, const QString& text, NotifierBar::Severity severity = NotifierBar::Severity::Info,
            const std::vector<NotifierBar::Offer>& offers = {});
  /// With a button for that action and for another; the message is out of date after either.
  void tell(Topic topic, const QString& text, NotifierBar::Severity severity, QAction& action,
            QAction* another = nullptr);
  /// Confirms that a request was carried out: goes once the user has had time to read it and does something
  /// else.
  void confirm(Topic topic, const QString& text);
  /// The message is no longer true.
  void forget(Topic topic);

  /// Empty when no message about it is shown.
  QString textAbout(Topic topic) const;
  /// All messages so far, oldest first.
  const std::deque<Told>& told() const { return m_told; }

 signals:
  void toldMore();

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  NotifierBar& bringToFront(Topic topic);
  void keep(const QString& text, NotifierBar::Severity severity);
  /// Places the messages where the stage is now.
  void place();
  /// Whether the event is a click or a key press by the user somewhere in the window.
  bool isAct(QObject* watched, const QEvent& event) const;
  void endConfirmations();

  QPointer<QWidget> m_stage;
  int m_margin = 0;
  QVBoxLayout* m_rows;
  std::map<Topic, NotifierBar*> m_bars;  ///< of the topics used so far
  std::set<Topic> m_confirmed;           ///< topics whose message is only a confirmation
  QTimer m_reading;                      ///< runs while the user has not had time to read it
  bool m_isLeft = false;                 ///< the user has moved on in the meantime
  std::deque<Told> m_told;
};

}  // namespace pellucid::ui
