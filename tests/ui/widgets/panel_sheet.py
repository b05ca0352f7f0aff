"""The larger parts of the pages in one picture: rail, cards, what to say and to note, the story of an order."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from ui.theme import ThemeName, Token
from ui.widgets.answer_row import AnswerRow
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.pane import Pane
from ui.widgets.picker import SearchPicker
from ui.widgets.progress import PartsBar, Step, StepBar
from ui.widgets.rail import Place, Rail
from ui.widgets.say_box import SayBox
from ui.widgets.seat_card import SeatCard, SeatLook
from ui.widgets.section import Section
from ui.widgets.timeline import Timeline, TimelineEntry, Verdict
from ui.widgets.wrap import Part


class Panels(Pane):
    """The larger parts of the pages: rail, cards, what to say and to note, the story of an order."""

    def __init__(self, name: ThemeName) -> None:
        super().__init__("window")
        self.resize(720, 900)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(16)
        places = [
            Place("intake", "受理", "phone"),
            Place("queue", "工单", "order"),
            Place("callback", "回访", "callback"),
        ]
        places += [Place("lead", "班长", "people"), Place("supervise", "督办", "stairs"), Place("map", "地图", "pin")]
        places += [Place("knowledge", "知识", "book"), Place("figures", "考核", "chart")]
        places += [Place("settings", "设置", "settings", at_foot=True)]
        rail = Rail(places, "12345", "Ctrl+1–8")
        rail.set_current("queue")
        for place, count in (("intake", "2"), ("queue", "9"), ("callback", "19"), ("lead", "128")):
            rail.set_count(place, count)
        row.addWidget(rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        row.addLayout(column, 1)
        column.addLayout(self._seats())
        column.addWidget(
            SayBox(
                "请说",
                "您对办理结果满意吗？\n非常满意、满意、基本满意、不满意，还是非常不满意？",
                "对方犹豫时：“按您自己的感受回答就好。”",
            )
        )
        steps = [
            ("身份", "done"),
            ("是否联系", "done"),
            ("满意度", "current"),
            ("意见建议", "ahead"),
            ("结束语", "ahead"),
        ]
        column.addWidget(StepBar([Step(word, state) for word, state in steps]))
        column.addWidget(self._answers())
        bar = PartsBar()
        bar.set_parts([(14, "green"), (5, "chip_line")], 38)
        column.addWidget(bar)
        column.addWidget(self._story())
        picker = SearchPicker("分类", lambda _: [])
        picker.entry.setText("城市建设和市政管理 / 市政公用设施 / 雨水井盖")
        column.addWidget(picker)
        column.addStretch(1)

    def _seats(self) -> QGridLayout:
        looks = [
            SeatLook("沈禾", "01023", "通话", "phone", "accent", "02:14", "在手 6", 1, 0),
            SeatLook("顾言", "01029", "整理", "pencil", "text2", "03:22", "在手 7", 2, 0, "过 3 分"),
            SeatLook("林溪", "01031", "小休", "coffee", "text2", "12:40", "在手 13", 3, 1),
            SeatLook("安澜", "01061", "未签入", "dashed_circle", "text2", "—", "在手 2", 1, 0, absent=True),
        ]
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, look in enumerate(looks):
            card = SeatCard(look)
            card.set_selected(at == 2)
            grid.addWidget(card, 0, at)
        return grid

    def _answers(self) -> Card:
        card = Card(padding=1)
        card.body.setSpacing(0)
        answers: list[tuple[str, str, Token]] = [
            ("满意", "smile", "green"),
            ("基本满意", "neutral", "text2"),
            ("不满意", "frown", "red"),
        ]
        for at, (word, icon, token) in enumerate(answers):
            row = AnswerRow(str(at + 1), word, "接着问意见建议", icon, token, at == 2)
            row.set_selected(at == 1)
            card.body.addWidget(row)
        return card

    def _story(self) -> Card:
        card = Card()
        card.body.addWidget(Section("经过", "7 步", "history", ActionButton("只看时限", kind="link")))
        late = Verdict("未按时", "晚 5 时 39 分，限 1 工作日", "red", "triangle_alert")
        entries = [
            TimelineEntry("phone", [Part("沈禾 受理来电")], "09-11 09:12"),
            TimelineEntry(
                "arrow_right",
                [Part("派给 "), Part("姑苏区城管局", bold=True)],
                "09-11 09:31",
                Verdict("按时", "用 19 分，限 2 工作时"),
            ),
            TimelineEntry("check_circle", [Part("姑苏区城管局 签收")], "09-14 16:40", late),
            TimelineEntry(
                "bell",
                [Part("市民再次来电，催办 1")],
                "09-16 10:05",
                quotation="“孩子晚自习回家，路口很暗，走到路口要打手电，已经连着三个晚上没有亮了，希望这两天能修好，谢谢你们费心。”",
            ),
            TimelineEntry(
                "clock", [Part("处置到期")], "今天 17:30", note="到期前须回复，或在到期前申请延期", colour="amber"
            ),
        ]
        card.body.addWidget(Timeline(entries))
        return card
