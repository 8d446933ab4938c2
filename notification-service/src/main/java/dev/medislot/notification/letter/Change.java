package dev.medislot.notification.letter;

/** Something that a move changed, in words: what it is called, what it is now, and what it was before. */
record Change(String label, String now, String before) {

    /** A line such as {@code Length: 25 minutes (before: 1 hour)}. */
    String line(Language language) {
        return "%s: %s (%s %s)".formatted(label, now, language.say("before"), before);
    }
}
