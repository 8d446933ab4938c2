package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.doctor.NewWorkingHours;
import dev.medislot.client.doctor.WorkingHours;
import dev.medislot.client.doctor.WorkingHours.Window;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The week as a form has it. */
record WeekForm(Map<DayOfWeek, List<WindowForm>> days) {

    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    /** The buttons of the form that change only the input. */
    private static final Pattern STEP = Pattern
            .compile("(add|copy|remove)-((?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)(?:-(\\d{1,3}))?");

    static WeekForm of(WorkingHours hours) {
        var days = new EnumMap<DayOfWeek, List<WindowForm>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            days.put(day, hours.week().getOrDefault(day, List.of()).stream().map(WeekForm::typed).toList());
        }
        return new WeekForm(days);
    }

    private static WindowForm typed(Window window) {
        var times = WindowForm.of(window.start(), window.end());
        return new WindowForm(times.start(), times.end(), text(window.from()), text(window.until()));
    }

    private static String text(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }

    static WeekForm read(MultiValueMap<String, String> form) {
        var days = new EnumMap<DayOfWeek, List<WindowForm>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            days.put(day, WindowForm.read(form, day + "."));
        }
        return new WeekForm(days);
    }

    /** Adds or removes a window, or copies the hours of a day to all workdays. */
    WeekForm after(String step) {
        var match = STEP.matcher(step);
        if (!match.matches()) {
            return this;
        }
        var day = DayOfWeek.valueOf(match.group(2));
        var changed = new EnumMap<>(days);
        if (match.group(1).equals("copy")) {
            WORKDAYS.forEach(workday -> changed.put(workday, copied(day, workday)));
        } else {
            changed.put(day, match.group(1).equals("add") ? longer(on(day)) : without(on(day), match.group(3)));
        }
        return new WeekForm(changed);
    }

    private static List<WindowForm> longer(List<WindowForm> windows) {
        return Stream.concat(windows.stream(), Stream.of(WindowForm.BLANK)).toList();
    }

    private static List<WindowForm> without(List<WindowForm> windows, @Nullable String index) {
        var left = new ArrayList<>(windows);
        if (index != null && Integer.parseInt(index) < left.size()) {
            left.remove(Integer.parseInt(index));
        }
        return left;
    }

    /** Copies the windows without the first and last dates on which they count, which belong to one weekday. */
    private List<WindowForm> copied(DayOfWeek from, DayOfWeek to) {
        var windows = days.getOrDefault(from, List.of());
        return from == to ? windows : windows.stream().map(it -> new WindowForm(it.start(), it.end(), "", "")).toList();
    }

    public List<WindowForm> on(DayOfWeek day) {
        return days.getOrDefault(day, List.of());
    }

    Set<DayOfWeek> incomplete() {
        var found = EnumSet.noneOf(DayOfWeek.class);
        days.forEach((day, windows) -> {
            if (windows.stream().anyMatch(WindowForm::isIncomplete)) {
                found.add(day);
            }
        });
        return found;
    }

    NewWorkingHours request() {
        var week = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
        days.forEach((day, windows) -> week.put(day,
                windows.stream().filter(window -> !window.isBlank()).map(WeekForm::window).toList()));
        return NewWorkingHours.of(week);
    }

    private static Window window(WindowForm typed) {
        return new Window(typed.start(), typed.lastsUntil(), date(typed.from()), date(typed.until()));
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
