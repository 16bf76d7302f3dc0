// What a message shows of others.

/** The first line of the quoted message, or that it is deleted. @param {MessageOut | null | undefined} quoted */
export const quotedText = (quoted) =>
  !quoted || quoted.deleted ? "This message has been deleted" : quoted.content.split("\n")[0];
