"""What a system line says, in the words of whoever reads it."""

# Defines `tell(message)` where the stores `people` and `session` are at hand.
TELL = """
      const me = $session.me?.user_id;
      const named = (id) => isolated($people["p_" + id]?.name ?? "Someone");
      const tell = (message) => {
        const said = JSON.parse(message.content || "{}");
        const who = message.sender_id === me ? "You" : named(message.sender_id);
        const names = (said.people ?? []).map((id) => id === me ? "you" : named(id)), last = names.pop() ?? "";
        const whom = names.length ? names.join(", ") + " and " + last : last;
        return {
          joined: who + " joined", left: who + " left", added: who + " added " + whom,
          removed: who + " removed " + whom, owner: who + " made " + whom + " an owner",
          renamed: who + " renamed the room to " + isolated(said.text), archived: who + " archived the room",
          unarchived: who + " took the room into use again",
          topic: who + (said.text ? " changed the topic to “" + isolated(said.text) + "”" : " cleared the topic"),
        }[said.act] ?? who + " changed the room";
      };
"""
