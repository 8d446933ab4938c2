package dev.medislot.webapp.doctor.hours;

import java.util.ArrayList;
import java.util.List;
import org.springframework.util.MultiValueMap;

/**
 * A window of hours as a form has it.
 *
 * @param end midnight is {@code 00:00}, as a time field writes it
 * @param from the first date, or empty
 * @param until the last date, or empty
 */
record WindowForm(String start, String end, String from, String until) {

    static final WindowForm BLANK = new WindowForm("", "", "", "");
    private static final String MIDNIGHT = "24:00";

    static WindowForm of(String start, String end) {
        return new WindowForm(start, end.equals(MIDNIGHT) ? "00:00" : end, "", "");
    }

    /** The windows whose fields have that prefix. */
    static List<WindowForm> read(MultiValueMap<String, String> form, String prefix) {
        var windows = new ArrayList<WindowForm>();
        for (int i = 0; i < form.getOrDefault(prefix + "start", List.of()).size(); i++) {
            windows.add(new WindowForm(field(form, prefix + "start", i), field(form, prefix + "end", i),
                    field(form, prefix + "from", i), field(form, prefix + "until", i)));
        }
        return windows;
    }

    private static String field(MultiValueMap<String, String> form, String name, int index) {
        var values = form.getOrDefault(name, List.of());
        return index < values.size() ? values.get(index).strip() : "";
    }

    boolean isBlank() {
        return start.isEmpty() && end.isEmpty();
    }

    boolean isIncomplete() {
        return start.isEmpty() != end.isEmpty();
    }

    /** The end as the API takes it. */
    String lastsUntil() {
        return end.equals("00:00") ? MIDNIGHT : end;
    }

    public boolean isOverMidnight() {
        return !isBlank() && !isIncomplete() && !end.equals("00:00") && end.compareTo(start) < 0;
    }
}
