import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, selectors, type Locator, type Page } from 'playwright-core';
import { owner } from '../realN8n/RestClient';
import { projectFolder } from '../realN8n/projectFolder';

const browserArgs = [
	...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
	...['--disable-background-networking', '--disable-sync', '--no-first-run'],
];

/** Where all pictures go. */
export const picturesFolder = join(projectFolder, '.tmp', 'screenshots');

/** n8n's editor in the system's Chromium, logged in as the owner. */
export class EditorPage {
	private constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Lends the editor; the browser ends with it. */
	static async use(url: string, work: (editor: EditorPage) => Promise<void>): Promise<void> {
		await mkdir(picturesFolder, { recursive: true });
		// n8n's own attribute, not Playwright's default.
		selectors.setTestIdAttribute('data-test-id');
		const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
		if (!existsSync(executablePath)) {
			throw new Error(
				`There is no ${executablePath}: apt-get install -y chromium, or name one in the variable CHROMIUM`,
			);
		}
		const browser = await chromium.launch({ executablePath, args: browserArgs });
		try {
			const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
			page.setDefaultTimeout(30_000);
			const editor = new EditorPage(page, url);
			await editor.login();
			await work(editor);
		} finally {
			await browser.close();
		}
	}

	get(testId: string): Locator {
		return this.page.getByTestId(testId);
	}

	async open(path: string): Promise<void> {
		await this.page.goto(this.url + path, { waitUntil: 'domcontentloaded' });
	}

	/** A window high enough for what is shown; n8n scrolls inside its dialogs, so nothing else shows them whole. */
	async resize(width: number, height: number): Promise<void> {
		await this.page.setViewportSize({ width, height });
	}

	/** Takes a picture of the whole window, or of one part of it. */
	async picture(name: string, part?: Locator): Promise<void> {
		// Fonts, icons and n8n's fading.
		await this.page.waitForTimeout(700);
		const path = join(picturesFolder, `${name}.png`);
		await (part ?? this.page).screenshot({ path });
		console.log(`  ${name}.png`);
	}

	/** Opens a workflow and then the panel of one of its nodes. */
	async openNode(workflowId: string, node: string): Promise<void> {
		await this.open(`/workflow/${workflowId}`);
		await this.openPanel(node);
	}

	/** Opens the panel of a node of the workflow that is shown. */
	async openPanel(node: string): Promise<void> {
		const card = this.page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`);
		await card.waitFor();
		await card.dblclick();
		await this.get('ndv').waitFor();
		await this.get('parameter-input').first().waitFor();
	}

	/** Runs the node whose panel is open, and waits until its output is there. */
	async executeNode(): Promise<void> {
		await this.get('node-execute-button').first().click();
		await this.get('output-panel')
			.getByText(/\d+ items?/)
			.first()
			.waitFor();
		await this.closeMessages();
	}

	/** Closes what n8n says in the corner. */
	async closeMessages(): Promise<void> {
		const close = this.page.locator('.el-notification__closeBtn').first();
		// It may come a little later, or never.
		if (await appears(close)) await close.click();
	}

	/** The login is bound to an id that the editor keeps to itself, so it is done through the form. */
	private async login(): Promise<void> {
		await this.open('/signin');
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
		await this.page.locator('input[name="password"]').fill(owner.password);
		await this.get('form-submit-button').click();
		await this.page.waitForURL(/\/(home|workflow|workflows)/);
	}
}

async function appears(part: Locator): Promise<boolean> {
	try {
		await part.waitFor({ timeout: 3000 });
		return true;
	} catch {
		return false;
	}
}
