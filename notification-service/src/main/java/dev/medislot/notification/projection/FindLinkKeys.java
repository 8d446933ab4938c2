package dev.medislot.notification.projection;

import dev.medislot.common.event.Topics;
import dev.medislot.service.projection.Rebuild;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes the keys of links in mails from the topic, if an instance of the release before has read the events that had
 * them. So the services may be upgraded in any order. Goes once that release is gone.
 */
@Component
class FindLinkKeys {

    private final Contacts contacts;
    private final Rebuild rebuild;

    FindLinkKeys(Contacts contacts, Rebuild rebuild) {
        this.contacts = contacts;
        this.rebuild = rebuild;
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
    void run() {
        if (contacts.lackLinkKeys()) {
            rebuild.rebuild(Topics.CONTACTS);
        }
    }
}
