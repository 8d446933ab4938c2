package dev.medislot.service.projection;

import dev.medislot.service.program.Command;

/** The commands that rebuild a projection, named after the words of their topics. */
public final class RebuildCommand {

    private RebuildCommand() {}

    /** The command {@code rebuild}, followed by the topic's word. */
    public static Command of(String topic) {
        return new Command("rebuild " + word(topic), (service, _) -> service.getBean(Rebuild.class).rebuild(topic));
    }

    /** {@code rebuild}, the topic's word and {@code forget}. */
    public static Command forgetting(String topic) {
        return new Command("rebuild %s forget".formatted(word(topic)),
                (service, _) -> service.getBean(Rebuild.class).rebuildAndForget(topic));
    }

    /** The topic without its prefix and version. */
    static String word(String topic) {
        return topic.split("\\.", -1)[1];
    }
}
