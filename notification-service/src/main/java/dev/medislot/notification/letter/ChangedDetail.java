package dev.medislot.notification.letter;

/** A detail of a visit that a move changed, in words: its label, its present and its former value. */
record ChangedDetail(String label, String now, String before) {

    /** A line such as {@code Length: 25 minutes (before: 1 hour)}. */
    String line(Language language) {
        return "%s: %s (%s %s)".formatted(label, now, language.say("before"), before);
    }
}
